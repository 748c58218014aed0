package io.github.multusnodes.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.fault.TokenBuckets;
import io.github.multusnodes.simulator.fault.TokenBuckets.Rate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

/** The bound against figures that were worked out by hand. */
class BoundTest {

    /** 0.5 event + 0.25 and 0.25 reads + 0.45 + 1.2 + 0.35 + half of 0.15 + 1 to InService. */
    private static final Duration PATH = Duration.ofMillis(4075);

    @Test
    void one_node_takes_the_critical_path_and_no_longer() {
        assertThat(Bound.path()).isEqualTo(PATH);
        assertThat(Burst.run(1, 2).took()).isEqualTo(PATH);
    }

    @ParameterizedTest
    @CsvSource({
        // 100 modifies: as many as come at once
        "50, 1, none, 4075",
        // 102 modifies: 2 / 5 s less than the attach, beside which checks can be set; 1 attach more
        // than 50: 1 / 5 s
        "51, 1, AttachNetworkInterface, 4275",
        // 200 modifies: (200 - 100) / 5 s - 1.2 s
        "50, 2, ModifyNetworkInterfaceAttribute, 22875",
        "100, 1, ModifyNetworkInterfaceAttribute, 22875",
        // 400 modifies
        "50, 4, ModifyNetworkInterfaceAttribute, 62875",
        // 1600 modifies: 1500 / 5 s - 1.2 s
        "200, 4, ModifyNetworkInterfaceAttribute, 302875"
    })
    void the_scarcest_bucket_adds_the_time_that_it_takes_to_refill(
            int nodes, int networks, String action, long millis) {
        assertThat(Bound.of(nodes, networks, TokenBuckets.ec2()))
                .isEqualTo(new Bound(action, Duration.ofMillis(millis)));
    }

    @Test
    void another_rate_makes_another_bucket_the_scarcest() {
        TokenBuckets buckets = TokenBuckets.ec2().with("CreateNetworkInterface", new Rate(10, 2));

        // 190 / 2 s
        assertThat(Bound.of(200, 1, buckets))
                .isEqualTo(new Bound("CreateNetworkInterface", Duration.ofMillis(99_075)));
    }

    @Test
    void reads_count_too() {
        TokenBuckets buckets =
                TokenBuckets.ec2().with("GetSubnetCidrReservations", new Rate(100, 1));

        // 200 interfaces: 100 / 1 s
        assertThat(Bound.of(50, 4, buckets))
                .isEqualTo(new Bound("GetSubnetCidrReservations", Duration.ofMillis(104_075)));
    }

    @Test
    void without_throttling_there_is_the_critical_path_alone() {
        assertThat(Bound.of(200, 4, TokenBuckets.unlimited())).isEqualTo(new Bound("none", PATH));
    }
}

package io.github.multusnodes.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multusnodes.simulator.World;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.time.VirtualTimeline;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.ec2.model.Ec2Exception;

import java.time.Instant;
import java.util.List;
import java.util.Map;

class TokenBucketsTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final TokenBuckets buckets = TokenBuckets.ec2();

    @Test
    void a_bucket_empties_and_refills_at_its_own_rate() {
        assertThat(taken("CreateSubnetCidrReservation", Map.of(), START, 10)).isEqualTo(5);
        assertThat(taken("CreateSubnetCidrReservation", Map.of(), START.plusSeconds(2), 10))
                .isEqualTo(2);
        assertThat(taken("CreateSubnetCidrReservation", Map.of(), START.plusSeconds(600), 10))
                .isEqualTo(5);
    }

    @Test
    void each_action_has_its_own_bucket() {
        assertThat(taken("CreateNetworkInterface", Map.of(), START, 200)).isEqualTo(100);
        assertThat(taken("AttachNetworkInterface", Map.of(), START, 200)).isEqualTo(50);
        assertThat(taken("DeleteNetworkInterface", Map.of(), START, 200)).isEqualTo(100);
    }

    @Test
    void a_list_without_a_filter_costs_more_than_one_with() {
        assertThat(taken("DescribeNetworkInterfaces", Map.of(), START, 200)).isEqualTo(50);
        assertThat(taken("DescribeNetworkInterfaces", Map.of("MaxResults", "5"), START, 200))
                .isEqualTo(100);
    }

    @Test
    void auto_scaling_and_unlimited_worlds_are_not_throttled() {
        for (String action :
                List.of(
                        "DescribeAutoScalingGroups",
                        "DescribeWarmPool",
                        "DescribeScalingActivities",
                        "SetInstanceHealth")) {
            assertThat(taken(action, Map.of(), START, 500)).isEqualTo(500);
        }
        assertThat(TokenBuckets.unlimited().take(call("CreateTags", Map.of()), START)).isTrue();
    }

    @Test
    void a_throttled_call_is_refused_as_ec2_does() {
        World<VirtualTimeline> world =
                World.virtual(Scenario.plain().withThrottling(Scenario.Throttling.EC2));
        var ec2 = world.clients().ec2("test");
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(
                            () ->
                                    ec2.deleteSubnetCidrReservation(
                                            r -> r.subnetCidrReservationId("scr-0")))
                    .hasMessageContaining("does not exist");
        }
        assertThatThrownBy(
                        () ->
                                ec2.deleteSubnetCidrReservation(
                                        r -> r.subnetCidrReservationId("scr-0")))
                .isInstanceOfSatisfying(
                        Ec2Exception.class,
                        e -> {
                            assertThat(e.statusCode()).isEqualTo(503);
                            assertThat(e.awsErrorDetails().errorCode())
                                    .isEqualTo("RequestLimitExceeded");
                            assertThat(e.awsErrorDetails().errorMessage())
                                    .isEqualTo("Request limit exceeded.");
                        });
    }

    private int taken(String action, Map<String, String> parameters, Instant now, int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += buckets.take(call(action, parameters), now) ? 1 : 0;
        }
        return taken;
    }

    private static Call call(String action, Map<String, String> parameters) {
        return new Call(1, "test", action, parameters);
    }
}

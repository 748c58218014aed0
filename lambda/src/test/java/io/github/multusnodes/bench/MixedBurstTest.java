package io.github.multusnodes.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.fault.TokenBuckets;
import io.github.multusnodes.simulator.fault.TokenBuckets.Rate;
import io.github.multusnodes.simulator.scenario.Scenario.Throttling;
import io.github.multusnodes.simulator.time.Timeline;
import io.github.multusnodes.stage.Stage;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Bursts in accounts where others live too, or where EC2 throttles otherwise than documented. */
class MixedBurstTest {

    private static final String MODIFY = "ModifyNetworkInterfaceAttribute";

    @Test
    void two_groups_in_one_account_launch_as_fast_as_one_of_both_sizes() {
        Burst burst =
                Burst.run(
                        60,
                        2,
                        Throttling.EC2,
                        stage -> stage.group(30).group("multus-nodes-b", 30));

        assertWell(burst);
        assertThat(burst.ratio(TokenBuckets.ec2())).isLessThanOrEqualTo(1.2);
    }

    @Test
    void others_who_take_a_third_of_the_tokens_cost_a_burst_no_more_than_these() {
        AtomicInteger taken = new AtomicInteger();
        Burst burst =
                Burst.run(
                        50,
                        2,
                        Throttling.EC2,
                        stage -> {
                            others(stage, Duration.ofMillis(600), taken);
                            stage.group(50);
                        });

        assertWell(burst);
        assertThat(taken.get()).as("tokens that others have taken").isPositive();
        double left = 5 - taken.get() / (burst.took().toMillis() / 1000.0);
        assertThat(burst.ratio(TokenBuckets.ec2().with(MODIFY, new Rate(100, left))))
                .isLessThanOrEqualTo(1.2);
    }

    @Test
    void creates_that_come_only_twice_a_second_are_waited_for() {
        Rate rate = new Rate(10, 2);
        Burst burst =
                Burst.run(
                        50,
                        1,
                        Throttling.EC2.with("CreateNetworkInterface", rate),
                        stage -> stage.group(50));

        assertWell(burst);
        assertThat(burst.ratio(TokenBuckets.ec2().with("CreateNetworkInterface", rate)))
                .isLessThanOrEqualTo(1.2);
    }

    @Test
    void raised_limits_are_made_use_of() {
        Rate rate = new Rate(100, 20);
        Throttling raised = Throttling.EC2;
        TokenBuckets buckets = TokenBuckets.ec2();
        for (String action : List.of("CreateNetworkInterface", "AttachNetworkInterface", MODIFY)) {
            raised = raised.with(action, rate);
            buckets = buckets.with(action, rate);
        }

        Burst burst = Burst.run(50, 4, raised, stage -> stage.group(50));

        assertWell(burst);
        assertThat(burst.ratio(buckets)).isLessThanOrEqualTo(1.2);
    }

    private static void assertWell(Burst burst) {
        assertThat(burst.complete()).as("all in service, with all they should have").isTrue();
        assertThat(burst.events()).as("no node was replaced").isEqualTo(burst.nodes());
        assertThat(burst.abandoned()).isZero();
        assertThat(burst.failedRuns()).isZero();
    }

    /** Somebody who sets an attribute of his own interface ever so often, and never waits. */
    private static void others(Stage stage, Duration each, AtomicInteger taken) {
        Ec2Client ec2 = stage.world().clients().ec2(Burst.OTHERS);
        String subnet = stage.grounds().networkSubnets().getFirst().getFirst();
        String eni =
                stage.ec2()
                        .createNetworkInterface(r -> r.subnetId(subnet))
                        .networkInterface()
                        .networkInterfaceId();
        again(stage.world().timeline(), each, () -> taken.addAndGet(modified(ec2, eni)));
    }

    private static void again(Timeline timeline, Duration each, Runnable call) {
        timeline.start("others", call);
        timeline.after(each, () -> again(timeline, each, call));
    }

    private static int modified(Ec2Client ec2, String eni) {
        try {
            ec2.modifyNetworkInterfaceAttribute(
                    r -> r.networkInterfaceId(eni).sourceDestCheck(v -> v.value(true)));
            return 1;
        } catch (Ec2Exception refused) {
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("RequestLimitExceeded");
            return 0;
        }
    }
}

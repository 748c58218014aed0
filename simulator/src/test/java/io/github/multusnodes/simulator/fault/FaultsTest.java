package io.github.multusnodes.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multusnodes.simulator.World;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.time.VirtualTimeline;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

import java.time.Duration;

class FaultsTest {

    private final World<VirtualTimeline> world = World.virtual(Scenario.plain());
    private final Ec2Client ec2 = world.clients().ec2("node-1");

    @Test
    void a_scripted_error_comes_so_often_and_has_no_effect() {
        world.faults()
                .next(
                        2,
                        FaultsTest::creates,
                        new Fault.Refuse(new Refusal(500, "InternalError", "no")));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(this::create)
                    .isInstanceOfSatisfying(
                            Ec2Exception.class,
                            e -> {
                                assertThat(e.statusCode()).isEqualTo(500);
                                assertThat(e.awsErrorDetails().errorCode())
                                        .isEqualTo("InternalError");
                            });
        }
        create();
        assertThat(vpcs()).isEqualTo(1);
    }

    @Test
    void a_lost_request_has_no_effect() {
        world.faults().next(FaultsTest::creates, new Fault.LoseRequest());
        assertThatThrownBy(this::create).isInstanceOf(SdkClientException.class);
        assertThat(vpcs()).isZero();
        assertThat(world.calls().of("CreateVpc").getFirst().outcome())
                .isEqualTo("connection broke");
        assertThat(world.calls().of("CreateVpc").getFirst().tookEffect()).isFalse();
    }

    @Test
    void a_throttled_call_is_refused_as_its_service_does_it_and_has_no_effect() {
        world.faults().always(_ -> true, new Fault.Throttle());

        assertThatThrownBy(this::create)
                .isInstanceOfSatisfying(
                        Ec2Exception.class,
                        e -> {
                            assertThat(e.statusCode()).isEqualTo(503);
                            assertThat(e.awsErrorDetails().errorCode())
                                    .isEqualTo("RequestLimitExceeded");
                        });
        assertThatThrownBy(() -> world.clients().autoScaling("node-1").describeAutoScalingGroups())
                .isInstanceOfSatisfying(
                        AutoScalingException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("Throttling"));
        assertThat(vpcs()).isZero();
    }

    @Test
    void a_lost_answer_leaves_its_effect() {
        world.faults().next(FaultsTest::creates, new Fault.LoseAnswer());
        assertThatThrownBy(this::create).isInstanceOf(SdkClientException.class);
        assertThat(vpcs()).isEqualTo(1);
        assertThat(world.calls().of("CreateVpc").getFirst().tookEffect()).isTrue();
    }

    @Test
    void a_process_killed_before_a_call_changes_nothing_and_calls_no_more() {
        world.faults().next(FaultsTest::creates, new Fault.KillBefore());
        assertThatThrownBy(this::create).isInstanceOf(ProcessEnded.class);
        assertThatThrownBy(this::create).isInstanceOf(ProcessEnded.class);
        assertThat(vpcs()).isZero();
    }

    @Test
    void a_process_killed_after_a_call_leaves_its_effect_and_another_goes_on() {
        world.faults().next(FaultsTest::creates, new Fault.KillAfter());
        assertThatThrownBy(this::create).isInstanceOf(ProcessEnded.class);
        assertThat(vpcs()).isEqualTo(1);
        world.clients().ec2("node-2").createVpc(r -> r.cidrBlock("10.1.0.0/16"));
        assertThat(vpcs()).isEqualTo(2);
    }

    @Test
    void a_garbled_answer_leaves_its_effect_and_tells_something_else() {
        world.faults().next(FaultsTest::creates, new Fault.Garble("10.0.0.0/16", "ten"));
        assertThat(ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().cidrBlock())
                .isEqualTo("ten");
        assertThat(ec2.describeVpcs().vpcs().getLast().cidrBlock()).isEqualTo("10.0.0.0/16");
    }

    @Test
    void a_delayed_call_takes_longer() {
        world.faults().next(FaultsTest::creates, new Fault.Delay(Duration.ofSeconds(9)));
        create();
        assertThat(world.calls().all().getFirst().took()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void a_call_is_recorded_with_its_caller_parameters_and_outcome() {
        create();
        RecordedCall call = world.calls().changing().getFirst();
        assertThat(call.call().caller()).isEqualTo("node-1");
        assertThat(call.call().parameters()).containsEntry("CidrBlock", "10.0.0.0/16");
        assertThat(call.succeeded()).isTrue();
        ec2.describeVpcs();
        assertThat(world.calls().changing()).hasSize(1);
    }

    private static boolean creates(Call call) {
        return call.action().equals("CreateVpc");
    }

    private void create() {
        ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16"));
    }

    private long vpcs() {
        return world.ec2().vpcs().directory().all().count();
    }
}

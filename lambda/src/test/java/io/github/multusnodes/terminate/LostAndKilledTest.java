package io.github.multusnodes.terminate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.runtime.Mishap;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.autoscaling.LifecycleNotice;
import io.github.multusnodes.simulator.state.kubernetes.Pod;
import io.github.multusnodes.stage.ChangingCalls;
import io.github.multusnodes.stage.Grounds;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;
import io.github.multusnodes.stage.Web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import software.amazon.awssdk.services.ec2.model.NetworkInterface;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Every call of a termination is lost or throttled, or its process killed, at every position; the
 * event comes again, or the sweep does.
 */
class LostAndKilledTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** What is done to a node that has all that can be given back. */
    private static final List<String> CHANGING_CALLS =
            List.of(
                    "PatchNode",
                    "CreateEviction",
                    "CreateEviction",
                    "RecordLifecycleActionHeartbeat",
                    "DeleteNetworkInterface",
                    "ModifyNetworkInterfaceAttribute",
                    "UnassignPrivateIpAddresses",
                    "UnassignIpv6Addresses",
                    "UnassignIpv6Addresses",
                    "CompleteLifecycleAction");

    @Test
    void the_function_makes_these_calls() {
        Stage stage = withMuchToGiveBack(Duration.ZERO, 1, "{}");

        assertLeavesCleanly(stage);

        assertThat(changing(stage, "terminate"))
                .containsExactlyInAnyOrderElementsOf(CHANGING_CALLS);
    }

    @Test
    void the_sweep_makes_the_same_calls() {
        Stage stage = byTheSweep(withMuchToGiveBack(Duration.ZERO, 1, "{}"));

        assertLeavesCleanly(stage);

        assertThat(changing(stage, "sweep")).containsExactlyInAnyOrderElementsOf(CHANGING_CALLS);
    }

    static Stream<Arguments> everyPosition() {
        return ChangingCalls.everyFault(CHANGING_CALLS.size());
    }

    @ParameterizedTest(name = "changing call {0}: {1}, readers lag by up to {2}")
    @MethodSource("everyPosition")
    void the_node_leaves_as_if_nothing_had_happened(int position, Fault fault, Duration lag) {
        Stage stage = withMuchToGiveBack(lag, position, "{}");
        AtomicInteger changing = ChangingCalls.strike(stage, "terminate", position, fault);

        assertLeavesCleanly(stage);

        assertThat(changing.get()).as("the fault has struck").isGreaterThanOrEqualTo(position);
        assertThat(stage.delivery().log().deadLetters()).isEmpty();
    }

    @ParameterizedTest(name = "changing call {0}: {1}, readers lag by up to {2}")
    @MethodSource("everyPosition")
    void the_node_leaves_so_by_the_sweep_alone(int position, Fault fault, Duration lag) {
        Stage stage = byTheSweep(withMuchToGiveBack(lag, position, "{}"));
        AtomicInteger changing = ChangingCalls.strike(stage, "sweep", position, fault);

        assertLeavesCleanly(stage);

        assertThat(changing.get()).as("the fault has struck").isGreaterThanOrEqualTo(position);
    }

    static Stream<Arguments> everyFault() {
        return ChangingCalls.everyFault(1);
    }

    @ParameterizedTest(name = "deletion {0}: {1}, readers lag by up to {2}")
    @MethodSource("everyFault")
    void pods_that_are_deleted_at_the_deadline_are_deleted_nevertheless(
            int position, Fault fault, Duration lag) {
        String forced = "{\"timeoutSeconds\": 30, \"onTimeout\": \"FORCE_DELETE\"}";
        Stage stage = withMuchToGiveBack(lag, position, forced);
        Web.protect(stage);
        stage.faults().next(call -> call.action().equals("DeletePod"), fault);

        assertLeavesCleanly(stage);

        assertThat(stage.calls().of("DeletePod")).as("the fault has struck").isNotEmpty();
    }

    /**
     * A node with two pods, one of them slow to end, an interface that would outlive it, addresses
     * of pods of both families, and an interface that was never attached.
     */
    private static Stage withMuchToGiveBack(Duration lag, long seed, String drain) {
        Stage stage =
                Stage.open(
                                Scenario.realistic().withLag(lag).withSeed(seed),
                                Layout.of(1, 2)
                                        .withIpv6("{\"mode\":\"lowest-free\"}")
                                        .withTerminateHook(Duration.ofMinutes(3))
                                        .withDrain(drain))
                        .joinAfter(Duration.ofSeconds(20))
                        .group(1)
                        .untilInService(1)
                        .runFor(MINUTE);
        String node = stage.inService().getFirst();
        Web.run(stage, node);
        Web.run(stage, node, Duration.ofSeconds(70));
        NetworkInterface first = stage.inspect().ours().getFirst();
        String last = stage.inspect().ours().getLast().networkInterfaceId();
        Grounds.setToOutlive(stage.ec2(), first);
        stage.ec2()
                .assignPrivateIpAddresses(
                        r -> r.networkInterfaceId(last).secondaryPrivateIpAddressCount(1));
        stage.ec2().assignIpv6Addresses(r -> r.networkInterfaceId(last).ipv6AddressCount(1));
        stage.grounds().leaveInterface(stage.ec2(), node, 50);
        return stage.runFor(MINUTE);
    }

    private static Stage byTheSweep(Stage stage) {
        stage.mishaps()
                .always(event -> event.hookName().equals(Stage.TERMINATE_HOOK), new Mishap.Lose());
        return stage.sweepEvery(MINUTE);
    }

    private static void assertLeavesCleanly(Stage stage) {
        List<Pod> cutOff = new CopyOnWriteArrayList<>();
        String node = stage.nodeOf(stage.inService().getFirst());
        stage.calls()
                .onCall(
                        call -> {
                            if (call.call().action().equals("CompleteLifecycleAction")) {
                                cutOff.addAll(stage.kubernetes().pods().on(node));
                            }
                        });

        stage.scaleTo(0).runFor(Duration.ofMinutes(12));

        LifecycleNotice notice = stage.firstNotice(Stage.TERMINATE_HOOK);
        assertThat(stage.answersTo(notice)).containsExactly("CONTINUE");
        assertThat(askedToEnd(stage)).as("pods").hasSize(2);
        assertThat(cutOff).as("pods that were there when the hook was answered").isEmpty();
        Phases.assertInOrder(stage);
        assertThat(stage.members()).isEmpty();
        assertThat(stage.inspect().ours()).isEmpty();
        stage.grounds().takeDown(stage.ec2());
    }

    private static List<String> askedToEnd(Stage stage) {
        return stage.calls().all().stream()
                .filter(RecordedCall::tookEffect)
                .filter(
                        call ->
                                List.of("CreateEviction", "DeletePod")
                                        .contains(call.call().action()))
                .map(call -> call.call().parameters().getOrDefault("name", "?"))
                .distinct()
                .toList();
    }

    private static List<String> changing(Stage stage, String function) {
        return stage.calls().changing().stream()
                .map(RecordedCall::call)
                .filter(call -> call.caller().startsWith(function))
                .map(Call::action)
                .toList();
    }
}

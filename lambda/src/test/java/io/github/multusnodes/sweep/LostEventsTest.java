package io.github.multusnodes.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.runtime.Mishap;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What events do not bring to an end, the schedule does. */
class LostEventsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void nodes_get_into_service_by_the_sweep_alone() {
        Stage stage = withoutEvents(Layout.of(2, 2)).sweepEvery(MINUTE).group(6);

        stage.runFor(Duration.ofMinutes(5));

        assertThat(stage.inService()).hasSize(6);
        assertThat(stage.notices()).as("none was replaced").hasSize(6);
        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
        assertThat(stage.logLines()).anyMatch(line -> line.contains("\"HooksResumed\":6"));
    }

    @Test
    void nodes_leave_cleanly_by_the_sweep_alone() {
        Stage stage =
                withoutEvents(Layout.of(2, 2).withTerminateHook(Duration.ofHours(1)))
                        .sweepEvery(MINUTE)
                        .group(4)
                        .runFor(Duration.ofMinutes(5));
        assertThat(stage.inService()).hasSize(4);

        stage.scaleTo(0).runFor(Duration.ofMinutes(4));

        assertThat(stage.members()).isEmpty();
        assertThat(stage.inspect().ours()).isEmpty();
        assertThat(stage.calls().of("CompleteLifecycleAction"))
                .hasSize(8)
                .allMatch(call -> call.call().parameters().containsValue("CONTINUE"));
    }

    @Test
    void two_sweeps_at_once_make_nothing_twice_and_leave_nothing() {
        Stage stage =
                withoutEvents(Layout.of(2, 2).withTerminateHook(Duration.ofHours(1)))
                        .sweepEvery(MINUTE)
                        .sweepEvery(MINUTE)
                        .group(4)
                        .runFor(Duration.ofMinutes(8));

        assertThat(stage.inService()).hasSize(4);
        assertThat(stage.notices()).as("none was replaced").hasSize(4);
        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
        assertThat(stage.inspect().ours()).hasSize(8);

        stage.scaleTo(0).runFor(Duration.ofMinutes(8));

        assertThat(stage.members()).isEmpty();
        assertThat(stage.inspect().ours()).isEmpty();
    }

    /** Half a second late, both look before either has made anything. */
    @Test
    void a_late_event_and_a_sweep_at_once_make_nothing_twice() {
        Stage stage =
                Stage.open(Scenario.realistic(), Layout.of(1, 2).withIpv4("{\"mode\":\"auto\"}"));
        stage.mishaps()
                .next(event -> event.hookName().equals(Stage.HOOK), new Mishap.Lose())
                .next(
                        event -> event.hookName().equals(Stage.HOOK),
                        new Mishap.Delay(Duration.ofMillis(500)));
        stage.group(1).runFor(Duration.ofMinutes(3));

        stage.send("late", stage.firstNotice(Stage.HOOK).toEventBridgeJson());
        stage.sweep("{}");
        stage.runFor(MINUTE);

        assertThat(stage.calls().of("CreateNetworkInterface"))
                .as("both asked for both interfaces")
                .hasSize(4)
                .extracting(call -> call.call().parameters().get("ClientToken"))
                .as("one token for each")
                .satisfies(tokens -> assertThat(Set.copyOf(tokens)).hasSize(2));
        assertThat(stage.inService()).hasSize(1);
        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
    }

    @Test
    void a_return_to_the_warm_pool_is_told_from_a_launch_into_it() {
        Stage stage =
                withoutEvents(Layout.of(1, 2).withTerminateHook(Duration.ofHours(1))).group(0);
        stage.warmPool(1, 1).sweepEvery(MINUTE).runFor(Duration.ofMinutes(5));
        assertThat(stage.poolStates()).containsExactly("Warmed:Stopped");

        stage.scaleTo(1).runFor(Duration.ofMinutes(5));
        assertThat(stage.inService()).hasSize(1);
        String node = stage.inService().getFirst();

        stage.scaleTo(0).runFor(Duration.ofMinutes(5));
        assertThat(stage.members()).isEmpty();
        assertThat(stage.poolStates()).containsExactly("Warmed:Stopped");
        assertThat(stage.inspect().problems(List.of(node))).isEmpty();
    }

    @Test
    void a_burst_larger_than_the_sweeps_lanes_gets_into_service_as_well() {
        Stage stage = withoutEvents(Layout.of(2, 2)).sweepEvery(MINUTE).group(40);

        stage.runFor(Duration.ofMinutes(8));

        assertThat(stage.inService()).hasSize(40);
        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
    }

    @Test
    void a_launch_is_left_to_its_event_for_two_minutes() {
        Stage stage = withoutEvents(Layout.of(1, 1)).group(1);
        stage.runFor(Duration.ofSeconds(110));

        assertThat(Answer.of(stage.sweep("{}")).things()).isEmpty();
        stage.runFor(Duration.ofSeconds(15));
        assertThat(Answer.of(stage.sweep("{}")).things())
                .containsExactly(
                        "answer_launch " + stage.notices().getFirst().instanceId() + " done");
    }

    @Test
    void a_launch_is_left_to_its_event_for_as_long_as_the_settings_say() {
        Stage stage =
                withoutEvents(
                                Layout.of(1, 1)
                                        .withEnvironment(
                                                Map.of(
                                                        "MULTUS_SWEEP",
                                                        "{\"launchGraceSeconds\": 20}")))
                        .group(1);
        stage.runFor(Duration.ofSeconds(15));

        assertThat(Answer.of(stage.sweep("{}")).things()).isEmpty();
        stage.runFor(Duration.ofSeconds(10));
        assertThat(Answer.of(stage.sweep("{}")).things()).hasSize(1);
    }

    @Test
    void an_event_that_comes_while_the_sweep_works_does_no_harm() {
        for (long seed = 1; seed <= 20; seed++) {
            Stage stage = Stage.open(Scenario.realistic().withSeed(seed), Layout.of(1, 2));
            stage.mishaps()
                    .always(
                            event -> !event.hookName().isEmpty(),
                            new Mishap.Delay(Duration.ofMillis(179_000 + 200 * seed)));

            stage.sweepEvery(MINUTE).group(3).runFor(Duration.ofMinutes(10));

            assertThat(stage.inService()).as("seed %d", seed).hasSize(3);
            assertThat(stage.inspect().problems(stage.inService())).as("seed %d", seed).isEmpty();
            assertThat(stage.notices()).as("seed %d", seed).hasSize(3);
        }
    }

    @Test
    void one_node_that_cannot_be_finished_does_not_keep_the_others_waiting() {
        Stage stage = withoutEvents(Layout.of(1, 2)).group(12).runFor(Duration.ofMinutes(3));
        String bad = stage.notices().getFirst().instanceId();
        stage.faults()
                .always(
                        call ->
                                call.action().equals("AttachNetworkInterface")
                                        && call.parameters().containsValue(bad),
                        new Fault.LoseRequest());

        Answer answer = Answer.of(stage.sweep("{}"));

        assertThat(stage.inService()).hasSize(11).doesNotContain(bad);
        assertThat(answer.number("hooksResumed")).isEqualTo(11);
        assertThat(answer.number("left")).isEqualTo(1);
        assertThat(answer.things()).contains("answer_launch " + bad + " left");
    }

    @Test
    void when_time_runs_out_the_rest_is_left_to_the_next_sweep() {
        Stage stage = withoutEvents(Layout.of(1, 2)).group(40).runFor(Duration.ofMinutes(3));
        stage.faults()
                .always(
                        call -> isBySweep(call) && call.action().equals("AttachNetworkInterface"),
                        new Fault.Refuse(
                                Refusal.of(
                                        "IncorrectState",
                                        "Instance is not 'running' or 'stopped'")));

        Answer answer = Answer.of(stage.sweep("{}"));

        assertThat(answer.number("left")).isEqualTo(40);
        stage.faults().clear();
        stage.sweepEvery(MINUTE).runFor(Duration.ofMinutes(5));
        assertThat(stage.inService()).hasSize(40);
        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
    }

    @Test
    void the_hook_of_somebody_else_is_never_answered() {
        Stage stage = Stage.open(Scenario.realistic(), Layout.of(1, 1)).group(0);
        stage.autoScaling()
                .putLifecycleHook(
                        r ->
                                r.autoScalingGroupName(Stage.GROUP)
                                        .lifecycleHookName("somebody-else")
                                        .lifecycleTransition("autoscaling:EC2_INSTANCE_LAUNCHING")
                                        .heartbeatTimeout(3600)
                                        .defaultResult("ABANDON"));
        stage.scaleTo(1).runFor(Duration.ofMinutes(3));

        Answer answer = Answer.of(stage.sweep("{}"));

        assertThat(stage.inService()).isEmpty();
        assertThat(answer.number("failures")).isZero();
        assertThat(answer.things())
                .containsExactly(
                        "answer_launch " + stage.notices().getFirst().instanceId() + " not_needed");
        assertThat(stage.calls().of("CompleteLifecycleAction"))
                .allMatch(call -> call.call().parameters().containsValue(Stage.HOOK));
    }

    @Test
    void a_launch_that_cannot_succeed_is_abandoned() {
        Stage stage =
                Stage.open(Scenario.realistic(), Layout.of(1, 4).withInstanceType("m5.large"));
        stage.mishaps().next(event -> !event.hookName().isEmpty(), new Mishap.Lose());
        stage.group(1).runFor(Duration.ofMinutes(3));

        Answer answer = Answer.of(stage.sweep("{}"));

        assertThat(answer.number("hooksResumed")).isEqualTo(1);
        assertThat(stage.calls().of("CompleteLifecycleAction").getFirst().call().parameters())
                .containsEntry("LifecycleActionResult", "ABANDON");
        assertThat(stage.inspect().ours()).isEmpty();
    }

    private static Stage withoutEvents(Layout layout) {
        Stage stage = Stage.open(Scenario.realistic(), layout);
        stage.mishaps().always(event -> !event.hookName().isEmpty(), new Mishap.Lose());
        return stage;
    }

    private static boolean isBySweep(Call call) {
        return call.caller().startsWith("sweep");
    }
}

package io.github.multusnodes.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.runtime.Mishap;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;
import io.github.multusnodes.simulator.state.kubernetes.Node;
import io.github.multusnodes.simulator.state.kubernetes.Pod;
import io.github.multusnodes.simulator.state.kubernetes.PodTemplate;
import io.github.multusnodes.simulator.state.kubernetes.Workload;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A node goes to the warm pool drained and parked, and takes pods again once it serves. */
class WarmPoolReturnTest {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(5);
    private static final Map<String, String> PARKED = Map.of("multus-nodes/parked", "true");
    private static final Workload WEB =
            new Workload(Workload.Kind.REPLICA_SET, "shop", "web", PodTemplate.of("web"));

    @Test
    void on_its_way_into_the_pool_a_node_is_drained_then_parked_then_let_go() {
        Stage stage = running();
        stage.kubernetes().pods().run(WEB, node(stage).name());

        stage.scaleTo(0).runFor(LONG_ENOUGH);

        assertThat(stage.poolStates()).containsExactly("Warmed:Stopped");
        assertThat(node(stage).unschedulable()).isTrue();
        assertThat(node(stage).annotations()).isEqualTo(PARKED);
        assertThat(actionsOf(stage, "terminate"))
                .containsExactly(
                        "PatchNode", "CreateEviction", "PatchNode", "CompleteLifecycleAction");
    }

    @Test
    void on_its_way_out_for_good_a_node_is_not_parked() {
        Stage stage = Stage.open(Scenario.realistic(), layout()).joinAfter(Duration.ofSeconds(20));
        stage.group(1).untilInService(1).runFor(LONG_ENOUGH);

        stage.scaleTo(0).runFor(LONG_ENOUGH);

        assertThat(actionsOf(stage, "terminate"))
                .containsExactly("PatchNode", "CompleteLifecycleAction");
    }

    @Test
    void once_it_serves_again_the_next_sweep_lets_pods_onto_it() {
        Stage stage = running();
        stage.kubernetes().pods().run(WEB, node(stage).name());
        stage.scaleTo(0).runFor(LONG_ENOUGH);
        assertThat(Answer.of(stage.sweep("{}")).things()).as("while in the pool").isEmpty();

        stage.scaleTo(1).untilInService(1).runFor(LONG_ENOUGH);
        assertThat(podsOn(stage)).isEmpty();
        Answer answer = Answer.of(stage.sweep("{}"));
        stage.runFor(Duration.ofSeconds(1));

        assertThat(answer.things())
                .containsExactly("uncordon " + stage.inService().getFirst() + " done");
        assertThat(answer.details()).contains(node(stage).name());
        assertThat(node(stage).unschedulable()).isFalse();
        assertThat(node(stage).annotations()).isEmpty();
        assertThat(podsOn(stage)).hasSize(1);
        assertThat(Answer.of(stage.sweep("{}")).things()).isEmpty();
    }

    @Test
    void a_node_that_goes_back_before_any_sweep_is_drained_anew() {
        Stage stage = returned();
        stage.kubernetes().pods().run(WEB, node(stage).name());
        stage.calls().clear();

        stage.scaleTo(0).runFor(LONG_ENOUGH);

        assertThat(actionsOf(stage, "terminate"))
                .containsExactly(
                        "PatchNode", "CreateEviction", "PatchNode", "CompleteLifecycleAction");
        assertThat(log(stage)).doesNotContain("TIME_UP");
        assertThat(node(stage).annotations()).isEqualTo(PARKED);
    }

    @Test
    void a_node_that_goes_back_while_the_sweep_works_stays_cordoned() {
        Stage stage = returned();
        String id = stage.inService().getFirst();
        stage.faults()
                .next(
                        call -> isBy("sweep", "DescribeAutoScalingInstances", call),
                        new Fault.Delay(Duration.ofMinutes(3)));
        stage.sweepEvery(LONG_ENOUGH).runFor(LONG_ENOUGH.plusSeconds(2));

        stage.scaleTo(0).runFor(Duration.ofMinutes(4));

        assertThat(stage.poolStates()).containsExactly("Warmed:Stopped");
        assertThat(stage.logLines())
                .filteredOn(line -> line.contains("\"uncordon\""))
                .singleElement()
                .asString()
                .contains(id)
                .contains("\"not_needed\"");
        assertThat(node(stage).unschedulable()).isTrue();
        assertThat(node(stage).annotations()).isEqualTo(PARKED);
    }

    @Test
    void what_an_operator_has_cordoned_stays_so() {
        Stage stage = running();
        stage.kubernetes().nodes().change(node(stage).name(), Map.of("why", "disk"), true);

        Answer answer = Answer.of(stage.sweep("{}"));

        assertThat(answer.things()).isEmpty();
        assertThat(answer.number("failures")).isZero();
        assertThat(stage.calls().of("PatchNode")).isEmpty();
        assertThat(node(stage).unschedulable()).isTrue();
    }

    @Test
    void a_dry_run_only_tells() {
        Stage stage = returned();

        Answer answer = Answer.of(stage.sweep("{\"dryRun\": true}"));

        assertThat(answer.things())
                .containsExactly("uncordon " + stage.inService().getFirst() + " planned");
        assertThat(actionsOf(stage, "sweep")).isEmpty();
        assertThat(node(stage).annotations()).isEqualTo(PARKED);
    }

    @Test
    void a_cluster_that_does_not_let_us_cordon_keeps_no_node_waiting() {
        Stage stage = running();
        stage.faults().always(call -> call.action().equals("PatchNode"), refusal());

        stage.scaleTo(0).runFor(LONG_ENOUGH);

        assertThat(stage.poolStates()).containsExactly("Warmed:Stopped");
        assertThat(log(stage)).contains("The cluster does not let us drain");
    }

    @Test
    void a_cluster_that_does_not_let_us_park_keeps_no_node_waiting_and_is_told_of() {
        Stage stage = running();
        stage.faults()
                .always(
                        call -> call.action().equals("PatchNode") && node(stage).unschedulable(),
                        refusal());

        stage.scaleTo(0).runFor(LONG_ENOUGH);

        assertThat(stage.poolStates()).containsExactly("Warmed:Stopped");
        assertThat(log(stage)).contains("The cluster does not let us park the node");
    }

    @Test
    void a_cluster_that_does_not_let_us_uncordon_is_told_of() {
        Stage stage = returned();
        stage.faults().always(call -> call.action().equals("PatchNode"), refusal());

        Answer answer = Answer.of(stage.sweep("{}"));

        assertThat(answer.things())
                .containsExactly("uncordon " + stage.inService().getFirst() + " failed");
        assertThat(answer.number("failures")).isOne();
    }

    static Stream<Fault> everyWayOfBeingUnreadable() {
        return Stream.of(new Fault.LoseRequest(), refusal());
    }

    @ParameterizedTest
    @MethodSource("everyWayOfBeingUnreadable")
    void a_cluster_that_cannot_be_read_is_told_of_and_nothing_else_suffers(Fault fault) {
        Stage stage = withHookAndOrphan(layout());
        stage.faults().always(call -> isBy("sweep", "GetNodes", call), fault);
        Instant before = stage.now();

        Answer answer = Answer.of(stage.sweep("{}"));

        assertThat(Duration.between(before, stage.now())).isLessThan(Duration.ofSeconds(20));
        assertThatOnlyTheClusterIsUnread(answer);
    }

    @Test
    void neither_does_anything_suffer_from_a_defect_on_the_way_to_the_cluster() {
        Answer answer =
                Answer.of(
                        withHookAndOrphan(
                                        layout().withEnvironment(
                                                        Map.of("MULTUS_CLUSTER", Stage.DEFECT)))
                                .sweep("{}"));

        assertThatOnlyTheClusterIsUnread(answer);
    }

    @Test
    void a_cluster_that_is_being_deleted_has_no_parked_nodes() {
        Stage stage = returned();
        stage.kubernetes().become(Kubernetes.Status.DELETING);

        Answer answer = Answer.of(stage.sweep("{}"));

        assertThat(answer.things()).isEmpty();
        assertThat(answer.number("failures")).isZero();
    }

    @Test
    void without_a_cluster_none_is_asked() {
        Stage stage = withHookAndOrphan(layout().withEnvironment(Map.of()));

        Answer answer = Answer.of(stage.sweep("{}"));

        assertThat(answer.number("failures")).isZero();
        assertThat(stage.calls().of("DescribeCluster")).isEmpty();
        assertThat(stage.calls().of("GetNodes")).isEmpty();
    }

    private static void assertThatOnlyTheClusterIsUnread(Answer answer) {
        assertThat(answer.number("hooksResumed")).isOne();
        assertThat(answer.number("orphansSeen")).isOne();
        assertThat(answer.number("failures")).isOne();
        assertThat(answer.json().get("unread").asArray())
                .singleElement()
                .asString()
                .contains("parked nodes: ");
    }

    /** What a sweep has to do besides: one hook waits, and one interface belongs to nobody. */
    private static Stage withHookAndOrphan(Layout layout) {
        Stage stage = Stage.open(Scenario.realistic(), layout);
        stage.mishaps().always(event -> !event.hookName().isEmpty(), new Mishap.Lose());
        stage.group(1).runFor(Duration.ofMinutes(3));
        stage.grounds().leaveInterface(stage.ec2(), "i-0000000000000beef", 50);
        return stage.runFor(Duration.ofSeconds(10));
    }

    private static Layout layout() {
        return Layout.of(1, 1)
                .withTerminateHook(Duration.ofHours(1))
                .withDrain("{\"timeoutSeconds\": 300}");
    }

    /** A node that serves, and a pool that takes it back. */
    private static Stage running() {
        Stage stage = Stage.open(Scenario.realistic(), layout()).joinAfter(Duration.ofSeconds(20));
        stage.group(1).untilInService(1).runFor(LONG_ENOUGH);
        return stage.warmPool(0, 1);
    }

    /** The same after it was in the pool. */
    private static Stage returned() {
        Stage stage = running();
        stage.scaleTo(0).runFor(LONG_ENOUGH);
        stage.scaleTo(1).untilInService(1).runFor(LONG_ENOUGH);
        assertThat(node(stage).annotations()).isEqualTo(PARKED);
        return stage;
    }

    private static Node node(Stage stage) {
        return stage.kubernetes().nodes().all().getFirst();
    }

    private static List<Pod> podsOn(Stage stage) {
        return stage.kubernetes().pods().on(node(stage).name());
    }

    private static boolean isBy(String function, String action, Call call) {
        return call.caller().startsWith(function) && call.action().equals(action);
    }

    private static Fault refusal() {
        return new Fault.Refuse(new Refusal(403, "Forbidden", "Refused for a test"));
    }

    private static List<String> actionsOf(Stage stage, String function) {
        Set<String> known = Set.of("PatchNode", "CreateEviction", "CompleteLifecycleAction");
        return stage.calls().all().stream()
                .map(RecordedCall::call)
                .filter(call -> call.caller().startsWith(function))
                .map(Call::action)
                .filter(known::contains)
                .toList();
    }

    private static String log(Stage stage) {
        return String.join("\n", stage.logLines());
    }
}

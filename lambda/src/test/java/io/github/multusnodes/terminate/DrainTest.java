package io.github.multusnodes.terminate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;
import io.github.multusnodes.simulator.state.kubernetes.PodTemplate;
import io.github.multusnodes.simulator.state.kubernetes.Workload;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;
import io.github.multusnodes.stage.Web;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A node of a cluster leaves: its pods first, then its interfaces, then the node. */
class DrainTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOOK_TIMEOUT = Duration.ofMinutes(3);
    private static final Workload STORE =
            new Workload(Workload.Kind.STATEFUL_SET, "shop", "store", PodTemplate.of("store"));
    private static final Workload AGENT =
            new Workload(Workload.Kind.DAEMON_SET, "kube-system", "agent", PodTemplate.of("agent"));

    @Test
    void a_budget_that_frees_up_after_the_first_run_has_ended_is_respected_and_the_node_drained() {
        Stage stage = running("{\"timeoutSeconds\": 3600}").sweepEvery(MINUTE);
        Web.run(stage, stage.inService().getFirst());
        Web.protect(stage);

        stage.scaleTo(0).runFor(Duration.ofMinutes(12));
        assertThat(evicted(stage)).as("against the budget").isEmpty();
        assertThat(stage.calls().of("RecordLifecycleActionHeartbeat"))
                .filteredOn(RecordedCall::succeeded)
                .as("12 minutes in a hook of three")
                .hasSizeGreaterThan(4);
        assertThat(stage.members()).hasSize(1);

        Web.unprotect(stage);
        Instant freed = stage.now();
        stage.runFor(Duration.ofMinutes(3));

        assertThat(evicted(stage)).singleElement().matches(call -> call.at().isAfter(freed));
        assertThat(answers(stage)).containsExactly("CONTINUE");
        stage.runFor(Duration.ofMinutes(5));
        assertThat(stage.members()).isEmpty();
        assertThat(stage.inspect().ours()).isEmpty();
    }

    @Test
    void pods_leave_before_addresses_and_addresses_before_the_node() {
        Stage stage = running("{}");
        Web.run(stage, stage.inService().getFirst());
        String eni = stage.inspect().ours().getFirst().networkInterfaceId();
        stage.ec2()
                .assignPrivateIpAddresses(
                        r -> r.networkInterfaceId(eni).secondaryPrivateIpAddressCount(1));

        stage.scaleTo(0).runFor(Duration.ofMinutes(5));

        Phases.assertInOrder(stage);
    }

    @Test
    void pods_that_would_come_back_or_end_with_the_node_are_left_alone() {
        Stage stage = running("{}");
        stage.kubernetes().pods().run(AGENT, node(stage));
        stage.kubernetes()
                .pods()
                .run("kube-system", "static", PodTemplate.of("s").asMirror(), node(stage));

        stage.scaleTo(0).runFor(Duration.ofMinutes(3));

        assertThat(stage.calls().of("CreateEviction")).isEmpty();
        assertThat(answers(stage)).containsExactly("CONTINUE");
    }

    @Test
    void a_pod_of_the_same_name_elsewhere_is_another_one() {
        Stage stage = running("{}");
        stage.kubernetes().pods().run(STORE, node(stage));

        stage.scaleTo(0).runFor(Duration.ofMinutes(3));

        assertThat(evicted(stage)).hasSize(1);
        assertThat(answers(stage)).containsExactly("CONTINUE");
    }

    @Test
    void a_pod_has_its_whole_grace_period() {
        Stage stage = running("{}");
        Web.run(stage, stage.inService().getFirst(), Duration.ofMinutes(8));
        stage.sweepEvery(MINUTE);

        stage.scaleTo(0).runFor(Duration.ofMinutes(8));
        assertThat(answers(stage)).isEmpty();
        stage.runFor(Duration.ofMinutes(2));

        assertThat(answers(stage)).containsExactly("CONTINUE");
        assertThat(stage.calls().of("CreateEviction")).hasSize(1);
    }

    @Test
    void when_the_time_is_up_the_node_goes_with_what_is_left_and_says_what() {
        Stage stage = running("{\"timeoutSeconds\": 120}");
        Web.run(stage, stage.inService().getFirst());
        Web.protect(stage);

        stage.scaleTo(0).runFor(Duration.ofMinutes(4));

        assertThat(answers(stage)).containsExactly("CONTINUE");
        assertThat(evicted(stage)).isEmpty();
        assertThat(stage.calls().of("DeletePod")).isEmpty();
        assertThat(log(stage)).contains("TIME_UP").contains("shop/web").contains("DrainsCutShort");
    }

    @Test
    void when_the_time_is_up_pods_are_deleted_if_the_settings_say_so() {
        Stage stage = running("{\"timeoutSeconds\": 120, \"onTimeout\": \"FORCE_DELETE\"}");
        Web.run(stage, stage.inService().getFirst());
        Web.protect(stage);

        stage.scaleTo(0).runFor(Duration.ofMinutes(4));

        assertThat(answers(stage)).containsExactly("CONTINUE");
        assertThat(stage.calls().of("DeletePod")).hasSize(1);
        assertThat(log(stage)).contains("PodsDeleted");
    }

    @Test
    void the_time_counts_from_the_first_run_however_many_there_are() {
        Stage stage = running("{\"timeoutSeconds\": 1200}").sweepEvery(MINUTE);
        Web.run(stage, stage.inService().getFirst());
        Web.protect(stage);

        stage.scaleTo(0).runFor(Duration.ofMinutes(19));
        assertThat(answers(stage)).isEmpty();

        stage.runFor(Duration.ofMinutes(3));
        assertThat(answers(stage)).containsExactly("CONTINUE");
        assertThat(log(stage)).contains("TIME_UP");
    }

    @Test
    void a_node_that_never_joined_is_not_waited_for() {
        Stage stage = stage("{}").group(1).untilInService(1).runFor(MINUTE);

        stage.scaleTo(0).runFor(MINUTE);

        assertThat(answers(stage)).containsExactly("CONTINUE");
        assertThat(log(stage)).contains("NO_NODE");
    }

    @Test
    void a_cluster_that_is_being_deleted_is_not_asked_for_its_pods() {
        Stage stage = running("{}");
        Web.run(stage, stage.inService().getFirst());
        stage.kubernetes().become(Kubernetes.Status.DELETING);

        stage.scaleTo(0).runFor(MINUTE);

        assertThat(answers(stage)).containsExactly("CONTINUE");
        assertThat(log(stage)).contains("CLUSTER_GOING");
    }

    @Test
    void a_cluster_that_cannot_be_reached_ends_with_the_hooks_own_timeout_and_nothing_is_left() {
        Stage stage = running("{}").sweepEvery(MINUTE);
        Web.run(stage, stage.inService().getFirst());
        stage.faults().always(DrainTest::isToCluster, new Fault.LoseRequest());

        stage.scaleTo(0).runFor(Duration.ofMinutes(10));

        assertThat(answers(stage)).as("the hook's own default let it go").isEmpty();
        assertThat(
                        stage.calls().of("RecordLifecycleActionHeartbeat").stream()
                                .filter(RecordedCall::succeeded))
                .as("nothing keeps such a node waiting")
                .isEmpty();
        assertThat(stage.members()).isEmpty();
        assertThat(stage.inspect().ours()).isEmpty();
    }

    @Test
    void a_cluster_that_comes_back_in_time_is_drained() {
        Stage stage = running("{}").sweepEvery(MINUTE);
        Web.run(stage, stage.inService().getFirst());
        stage.faults().next(20, DrainTest::isToCluster, new Fault.LoseRequest());

        stage.scaleTo(0).runFor(Duration.ofMinutes(10));

        assertThat(evicted(stage)).isNotEmpty();
        assertThat(answers(stage)).containsExactly("CONTINUE");
    }

    private static boolean isToCluster(Call call) {
        return List.of("GetNodes", "GetNode", "GetPods", "PatchNode", "CreateEviction")
                .contains(call.action());
    }

    private static Stage stage(String drain) {
        return Stage.open(
                Scenario.realistic(),
                Layout.of(1, 1).withTerminateHook(HOOK_TIMEOUT).withDrain(drain));
    }

    private static Stage running(String drain) {
        Stage stage = stage(drain).joinAfter(Duration.ofSeconds(20)).group(1).untilInService(1);
        return stage.runFor(MINUTE);
    }

    private static String node(Stage stage) {
        return stage.nodeOf(stage.inService().getFirst());
    }

    private static List<RecordedCall> evicted(Stage stage) {
        return stage.calls().of("CreateEviction").stream().filter(RecordedCall::succeeded).toList();
    }

    private static List<String> answers(Stage stage) {
        return stage.answersTo(stage.firstNotice(Stage.TERMINATE_HOOK));
    }

    private static String log(Stage stage) {
        return String.join("\n", stage.logLines());
    }
}

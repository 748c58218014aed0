package io.github.multusnodes.terminate;

import static org.assertj.core.api.Assertions.assertThat;

import com.eclipsesource.json.Json;

import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;
import io.github.multusnodes.stage.Web;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All ways in which the functions of the two hooks end: each answers the hook exactly once, or
 * leaves it open on purpose.
 */
class WaysOfEndingTest {

    private static final Duration FUNCTION_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration A_MOMENT = Duration.ofSeconds(90);
    private static final String OPEN = "";

    /**
     * One way.
     *
     * @param scene what is there before the event
     * @param act what happens
     * @param outcome the last word of the function's summary
     * @param answer what the hook was answered, empty if it was left open
     */
    record Way(String name, Scene scene, Consumer<Stage> act, String outcome, String answer) {
        @Override
        public String toString() {
            return name + " ends with " + outcome + (answer.isEmpty() ? "" : ", " + answer);
        }
    }

    /** How the stage is set. */
    record Scene(Map<String, String> environment, boolean joins) {
        static final Scene PLAIN = new Scene(Map.of(), false);

        static Scene drain(String drain) {
            return new Scene(
                    Map.of("MULTUS_CLUSTER", Kubernetes.NAME, "MULTUS_DRAIN", drain), true);
        }
    }

    static Stream<Way> launches() {
        return Stream.of(
                new Way("a launch", Scene.PLAIN, _ -> {}, "continue", "CONTINUE"),
                new Way(
                        "a launch that is refused for good",
                        Scene.PLAIN,
                        stage -> refuse(stage, "launch", "CreateNetworkInterface", 403),
                        "abandon",
                        "ABANDON"),
                new Way(
                        "a launch in an outage",
                        Scene.PLAIN,
                        stage -> refuse(stage, "launch", "CreateNetworkInterface", 500),
                        "retry",
                        OPEN),
                new Way(
                        "a launch with wrong settings",
                        new Scene(Map.of("MULTUS_NETWORKS", "[]"), false),
                        _ -> {},
                        "abandon",
                        "ABANDON"),
                new Way(
                        "a launch whose instance ends",
                        Scene.PLAIN,
                        WaysOfEndingTest::endOnceItIsHandled,
                        "instance_gone",
                        OPEN));
    }

    static Stream<Way> terminations() {
        return Stream.of(
                new Way("a termination", Scene.PLAIN, _ -> {}, "released", "CONTINUE"),
                new Way(
                        "a drain",
                        Scene.drain("{}"),
                        WaysOfEndingTest::pod,
                        "released",
                        "CONTINUE"),
                new Way(
                        "a drain that takes long",
                        Scene.drain("{}"),
                        WaysOfEndingTest::protectedPod,
                        "draining",
                        OPEN),
                new Way(
                        "a drain whose time is up",
                        Scene.drain("{\"timeoutSeconds\": 30}"),
                        WaysOfEndingTest::protectedPod,
                        "released",
                        "CONTINUE"),
                new Way(
                        "a drain whose time is up and that deletes",
                        Scene.drain("{\"timeoutSeconds\": 30, \"onTimeout\": \"FORCE_DELETE\"}"),
                        WaysOfEndingTest::protectedPod,
                        "released",
                        "CONTINUE"),
                new Way(
                        "a drain of a node that never joined",
                        new Scene(Map.of("MULTUS_CLUSTER", Kubernetes.NAME), false),
                        _ -> {},
                        "released",
                        "CONTINUE"),
                new Way(
                        "a drain in a cluster that is going",
                        Scene.drain("{}"),
                        stage -> stage.kubernetes().become(Kubernetes.Status.DELETING),
                        "released",
                        "CONTINUE"),
                new Way(
                        "a drain that is not permitted",
                        Scene.drain("{}"),
                        stage -> refuse(stage, "terminate", "DescribeCluster", 403),
                        "released",
                        "CONTINUE"),
                new Way(
                        "a drain in a cluster that cannot be reached",
                        Scene.drain("{}"),
                        stage ->
                                stage.faults()
                                        .always(
                                                by("terminate", "GetNodes"),
                                                new Fault.LoseRequest()),
                        "retry",
                        OPEN),
                new Way(
                        "a termination that may not release",
                        Scene.PLAIN,
                        stage -> refuse(stage, "terminate", "DescribeNetworkInterfaces", 403),
                        "released",
                        "CONTINUE"),
                new Way(
                        "a termination in an outage",
                        Scene.PLAIN,
                        stage -> refuse(stage, "terminate", "DescribeNetworkInterfaces", 500),
                        "retry",
                        OPEN),
                new Way(
                        "a termination that meets a defect",
                        new Scene(Map.of("MULTUS_CLUSTER", Stage.DEFECT), false),
                        _ -> {},
                        "let_go",
                        "CONTINUE"),
                new Way(
                        "a termination with wrong settings",
                        new Scene(Map.of("MULTUS_CLUSTER", "no name"), false),
                        _ -> {},
                        "let_go",
                        "CONTINUE"));
    }

    @ParameterizedTest
    @MethodSource("launches")
    void a_launch_ends(Way way) {
        Stage stage = stage(way);
        stage.group(1);
        way.act().accept(stage);

        stage.runFor(FUNCTION_TIMEOUT.plusSeconds(20));

        assertThat(outcomes(stage)).contains(way.outcome());
        assertThat(answersToFirst(stage, "launch")).containsExactlyElementsOf(wanted(way));
    }

    @ParameterizedTest
    @MethodSource("terminations")
    void a_termination_ends(Way way) {
        Stage stage = stage(way).group(1).untilInService(1).runFor(A_MOMENT);
        way.act().accept(stage);

        stage.scaleTo(0).runFor(FUNCTION_TIMEOUT.plusSeconds(20));

        assertThat(outcomes(stage)).last().isEqualTo(way.outcome());
        assertThat(answersToFirst(stage, "terminate")).containsExactlyElementsOf(wanted(way));
    }

    private static Stage stage(Way way) {
        Stage stage =
                Stage.open(
                        Scenario.realistic(),
                        Layout.of(1, 1)
                                .withTerminateHook(Duration.ofHours(1))
                                .withEnvironment(way.scene().environment()));
        return way.scene().joins() ? stage.joinAfter(Duration.ofSeconds(10)) : stage;
    }

    private static List<String> wanted(Way way) {
        return way.answer().isEmpty() ? List.of() : List.of(way.answer());
    }

    private static void endOnceItIsHandled(Stage stage) {
        while (stage.notices().isEmpty()) {
            stage.runFor(Duration.ofMillis(100));
        }
        String node = stage.notices().getFirst().instanceId();
        stage.runFor(Duration.ofSeconds(1));
        stage.ec2().terminateInstances(r -> r.instanceIds(node));
    }

    private static void pod(Stage stage) {
        Web.run(stage, stage.inService().getFirst());
    }

    private static void protectedPod(Stage stage) {
        pod(stage);
        Web.protect(stage);
    }

    private static void refuse(Stage stage, String function, String action, int status) {
        String code = status == 403 ? "AccessDeniedException" : "InternalError";
        stage.faults()
                .always(
                        by(function, action),
                        new Fault.Refuse(new Refusal(status, code, "Refused for a test")));
    }

    private static Predicate<Call> by(String function, String action) {
        return call -> call.caller().startsWith(function) && call.action().equals(action);
    }

    private static List<String> outcomes(Stage stage) {
        return stage.logLines().stream()
                .filter(line -> line.contains("\"outcome\""))
                .map(line -> Json.parse(line).asObject().getString("outcome", ""))
                .toList();
    }

    private static List<String> answersToFirst(Stage stage, String function) {
        String first = stage.notices().getFirst().instanceId();
        return stage.calls().of("CompleteLifecycleAction").stream()
                .filter(call -> call.call().caller().startsWith(function))
                .filter(call -> call.call().parameters().containsValue(first))
                .filter(RecordedCall::succeeded)
                .map(call -> call.call().parameters().get("LifecycleActionResult"))
                .toList();
    }
}

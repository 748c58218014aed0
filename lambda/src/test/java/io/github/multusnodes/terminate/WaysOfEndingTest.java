package io.github.multusnodes.terminate;

import static io.github.multusnodes.terminate.Way.ABANDON;
import static io.github.multusnodes.terminate.Way.CONTINUE;
import static io.github.multusnodes.terminate.Way.DEAD_LETTER;
import static io.github.multusnodes.terminate.Way.OPEN;
import static io.github.multusnodes.terminate.Way.OVER;
import static io.github.multusnodes.terminate.Way.THROWS;

import static org.assertj.core.api.Assertions.assertThat;

import com.eclipsesource.json.Json;

import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.runtime.InvocationResult;
import io.github.multusnodes.simulator.runtime.Mishap;
import io.github.multusnodes.simulator.state.autoscaling.LifecycleNotice;
import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;
import io.github.multusnodes.stage.Stage;
import io.github.multusnodes.terminate.Way.Scene;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * All ways in which the functions of the two hooks end: each answers the hook exactly once, or
 * leaves it open on purpose.
 */
class WaysOfEndingTest {

    /** The function's time, or its three runs at an event that it cannot read. */
    private static final Duration UNTIL_IT_HAS_ENDED = Duration.ofSeconds(320);

    private static final Duration A_MOMENT = Duration.ofSeconds(90);
    private static final String ID = "the event";

    private static final Way DEFECT_IN_LAUNCH =
            Way.of(
                    "a launch that meets a defect",
                    Scene.PLAIN,
                    Acts.defect("launch", "DescribeSubnets"),
                    "abandon",
                    ABANDON);
    private static final Way DEFECT_IN_TERMINATION =
            Way.of(
                    "a termination that meets a defect",
                    Scene.with("MULTUS_CLUSTER", Stage.DEFECT),
                    Acts.NOTHING,
                    "let_go",
                    CONTINUE);

    static Stream<Way> launches() {
        return Stream.of(
                        Stream.of(
                                Way.of("a launch", Scene.PLAIN, Acts.NOTHING, "continue", CONTINUE),
                                Way.of(
                                        "a launch that is refused for good",
                                        Scene.PLAIN,
                                        Acts.deny("launch", "CreateNetworkInterface"),
                                        "abandon",
                                        ABANDON),
                                Way.of(
                                        "a launch in an outage",
                                        Scene.PLAIN,
                                        Acts.fail("launch", "CreateNetworkInterface"),
                                        THROWS,
                                        OPEN),
                                Way.of(
                                        "a launch with wrong settings",
                                        Scene.with("MULTUS_NETWORKS", "[]"),
                                        Acts.NOTHING,
                                        "abandon",
                                        ABANDON),
                                DEFECT_IN_LAUNCH,
                                Way.of(
                                        "a launch whose instance ends",
                                        Scene.PLAIN,
                                        Acts::instanceEnds,
                                        "instance_gone",
                                        OVER),
                                Way.of(
                                        "a launch that somebody else has answered",
                                        Scene.PLAIN,
                                        Acts::operatorAnswers,
                                        "answered_before",
                                        OVER),
                                Way.of(
                                        "a launch of another hook",
                                        Events.OF_AN_UNKNOWN_HOOK,
                                        "ignored",
                                        OPEN),
                                Way.of(
                                        "a test of the launch hook",
                                        Events.TEST,
                                        "test_notification",
                                        OPEN),
                                Way.of(
                                        "an event of another source instead of a launch",
                                        Events.OF_ANOTHER_SOURCE,
                                        DEAD_LETTER,
                                        OPEN),
                                Way.of(
                                        "a termination at the function of launches",
                                        Events.OF_THE_OTHER_KIND,
                                        DEAD_LETTER,
                                        OPEN)),
                        Events.legible("a launch with ", "abandon", ABANDON),
                        Events.illegible("a launch with ", DEAD_LETTER, OPEN))
                .flatMap(ways -> ways);
    }

    static Stream<Way> terminations() {
        return Stream.of(
                        Stream.of(
                                Way.of(
                                        "a termination",
                                        Scene.PLAIN,
                                        Acts.NOTHING,
                                        "released",
                                        CONTINUE),
                                Way.of(
                                        "a termination that may not release",
                                        Scene.PLAIN,
                                        Acts.deny("terminate", "DescribeNetworkInterfaces"),
                                        "released",
                                        CONTINUE),
                                Way.of(
                                        "a termination in an outage",
                                        Scene.PLAIN,
                                        Acts.fail("terminate", "DescribeNetworkInterfaces"),
                                        THROWS,
                                        OPEN),
                                Way.of(
                                        "a termination with wrong settings",
                                        Scene.with("MULTUS_CLUSTER", "no name"),
                                        Acts.NOTHING,
                                        "let_go",
                                        CONTINUE),
                                DEFECT_IN_TERMINATION,
                                Way.of(
                                        "a termination whose instance ends",
                                        Scene.PLAIN,
                                        Acts::instanceEnds,
                                        "released",
                                        CONTINUE),
                                Way.of(
                                        "a termination that somebody else has answered",
                                        Scene.PLAIN,
                                        Acts::operatorAnswers,
                                        "answered_before",
                                        OVER),
                                Way.of(
                                        "a termination that is over before it is looked at",
                                        Scene.PLAIN,
                                        Acts.fault(
                                                        "terminate",
                                                        "DescribeAutoScalingInstances",
                                                        new Fault.Delay(A_MOMENT))
                                                .andThen(Acts::operatorAnswers),
                                        "instance_gone",
                                        OVER),
                                Way.of(
                                        "a termination of another hook",
                                        Events.OF_AN_UNKNOWN_HOOK,
                                        "let_go",
                                        OPEN),
                                Way.of(
                                        "a test of the termination hook",
                                        Events.TEST,
                                        "test_notification",
                                        OPEN),
                                Way.of(
                                        "an event of another source instead of a termination",
                                        Events.OF_ANOTHER_SOURCE,
                                        DEAD_LETTER,
                                        OPEN),
                                Way.of(
                                        "a launch at the function of terminations",
                                        Events.OF_THE_OTHER_KIND,
                                        DEAD_LETTER,
                                        OPEN)),
                        drains(),
                        Events.legible("a termination with ", DEAD_LETTER, OPEN),
                        Events.illegible("a termination with ", DEAD_LETTER, OPEN))
                .flatMap(ways -> ways);
    }

    private static Stream<Way> drains() {
        return Stream.of(
                Way.of("a drain", Scene.drain("{}"), Acts::pod, "released", CONTINUE),
                Way.of(
                        "a drain that takes long",
                        Scene.drain("{}"),
                        Acts::protectedPod,
                        "draining",
                        OPEN),
                Way.of(
                        "a drain whose time is up",
                        Scene.drain("{\"timeoutSeconds\": 30}"),
                        Acts::protectedPod,
                        "released",
                        CONTINUE),
                Way.of(
                        "a drain whose time is up and that deletes",
                        Scene.drain("{\"timeoutSeconds\": 30, \"onTimeout\": \"FORCE_DELETE\"}"),
                        Acts::protectedPod,
                        "released",
                        CONTINUE),
                Way.of(
                        "a drain of a node that never joined",
                        Scene.with("MULTUS_CLUSTER", Kubernetes.NAME),
                        Acts.NOTHING,
                        "released",
                        CONTINUE),
                Way.of(
                        "a drain in a cluster that is going",
                        Scene.drain("{}"),
                        Acts::clusterGoes,
                        "released",
                        CONTINUE),
                Way.of(
                        "a drain that is not permitted",
                        Scene.drain("{}"),
                        Acts.deny("terminate", "DescribeCluster"),
                        "released",
                        CONTINUE),
                Way.of(
                        "a drain in a cluster that cannot be reached",
                        Scene.drain("{}"),
                        Acts.fault("terminate", "GetNodes", new Fault.LoseRequest()),
                        THROWS,
                        OPEN),
                Way.of(
                        "a drain in a cluster that nobody understands",
                        Scene.drain("{}"),
                        Acts.fault("terminate", "GetNodes", new Fault.Garble("{", "")),
                        THROWS,
                        OPEN));
    }

    static Stream<Way> openLaunches() {
        return launches().filter(Way::leavesOpen);
    }

    static Stream<Way> openTerminations() {
        return terminations().filter(Way::leavesOpen);
    }

    @ParameterizedTest
    @MethodSource("launches")
    void a_launch_ends(Way way) {
        Stage stage = launch(way);

        assertThat(outcome(stage)).isEqualTo(way.outcome());
        assertThat(stage.answersTo(stage.firstNotice(Stage.HOOK)))
                .containsExactlyElementsOf(way.answers());
    }

    @ParameterizedTest
    @MethodSource("terminations")
    void a_termination_ends(Way way) {
        Stage stage = terminate(way);

        assertThat(outcome(stage)).isEqualTo(way.outcome());
        assertThat(stage.answersTo(stage.firstNotice(Stage.TERMINATE_HOOK)))
                .containsExactlyElementsOf(way.answers());
    }

    @Test
    void a_defect_is_told_as_one() {
        for (Stage stage : List.of(launch(DEFECT_IN_LAUNCH), terminate(DEFECT_IN_TERMINATION))) {
            assertThat(stage.logLines())
                    .anyMatch(line -> line.contains("\"error_code\":\"UNEXPECTED\""));
        }
    }

    @ParameterizedTest
    @MethodSource("openLaunches")
    void a_launch_that_was_left_open_is_brought_to_its_end(Way way) {
        Stage stage = launch(way);
        stage.faults().clear();

        stage.sweepEvery(Duration.ofMinutes(1)).runFor(Duration.ofMinutes(5));

        assertThat(stage.answersTo(stage.firstNotice(Stage.HOOK))).containsExactly(CONTINUE);
        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("openTerminations")
    void a_termination_that_was_left_open_is_brought_to_its_end(Way way) {
        Stage stage = terminate(way);
        stage.faults().clear();

        stage.sweepEvery(Duration.ofMinutes(1)).runFor(Duration.ofMinutes(15));

        assertThat(stage.answersTo(stage.firstNotice(Stage.TERMINATE_HOOK)))
                .containsExactly(CONTINUE);
        assertThat(stage.members()).isEmpty();
        assertThat(stage.inspect().ours()).isEmpty();
    }

    private static Stage launch(Way way) {
        Stage stage = way.scene().open();
        loseNext(stage, Stage.HOOK);
        stage.group(1);
        stage.send(ID, way.event().apply(nextNotice(stage, Stage.HOOK).toEventBridgeJson()));
        way.act().accept(stage);
        return stage.runFor(UNTIL_IT_HAS_ENDED);
    }

    private static Stage terminate(Way way) {
        Stage stage = way.scene().open().group(1).untilInService(1).runFor(A_MOMENT);
        loseNext(stage, Stage.TERMINATE_HOOK);
        stage.scaleTo(0);
        stage.sendTermination(
                ID, way.event().apply(nextNotice(stage, Stage.TERMINATE_HOOK).toEventBridgeJson()));
        way.act().accept(stage);
        return stage.runFor(UNTIL_IT_HAS_ENDED);
    }

    /** The function gets what the way has for it instead. */
    private static void loseNext(Stage stage, String hook) {
        stage.mishaps().next(event -> event.hookName().equals(hook), new Mishap.Lose());
    }

    private static LifecycleNotice nextNotice(Stage stage, String hook) {
        while (stage.notices().stream().noneMatch(notice -> notice.hook().equals(hook))) {
            stage.runFor(Duration.ofMillis(100));
        }
        return stage.firstNotice(hook);
    }

    private static String outcome(Stage stage) {
        if (stage.delivery().log().deadLetters().stream()
                .anyMatch(letter -> letter.event().id().equals(ID))) {
            return DEAD_LETTER;
        }
        InvocationResult last = stage.delivery().log().invocationsOf(ID).getLast().result();
        return last.succeeded()
                ? Json.parse(last.text()).asObject().get("outcomes").asArray().get(0).asString()
                : THROWS;
    }
}

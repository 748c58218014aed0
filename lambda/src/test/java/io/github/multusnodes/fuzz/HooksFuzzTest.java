package io.github.multusnodes.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.multusnodes.event.InstanceLaunching;
import io.github.multusnodes.event.InstanceTerminating;
import io.github.multusnodes.event.LifecycleEvent;
import io.github.multusnodes.event.LifecycleEvents;
import io.github.multusnodes.event.Malformed;
import io.github.multusnodes.node.LifecycleAction;
import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.runtime.InvocationResult;
import io.github.multusnodes.simulator.runtime.Mishap;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.autoscaling.LifecycleNotice;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Events of {@code test-events} about a node that really waits, changed in all ways, come to each
 * function. What is no event for the function changes nothing; what still is one does its work.
 */
class HooksFuzzTest {

    private static final Layout LAYOUT = Layout.of(1, 2).withTerminateHook(Duration.ofHours(1));
    private static final int MOST_SWEEPS = 5;
    private static final Set<String> REFUSED_SWEEP = Set.of("java.lang.IllegalArgumentException");

    @Provide
    Arbitrary<TestEvents.Changed> events() {
        return TestEvents.ofHooks();
    }

    @Fuzzed(inGate = 100)
    void come_to_the_function_of_launches(@ForAll("events") TestEvents.Changed event) {
        Stage stage = waiting();
        LifecycleNotice notice = stage.notices().getFirst();
        String text = about(notice, event);

        send(stage, text, stage::send);

        assertThat(Surprises.of(stage)).isEmpty();
        List<LifecycleEvent> read = read(text);
        boolean works = read.stream().anyMatch(its -> launches(its, notice));
        boolean refuses = read.stream().anyMatch(its -> waits(its, notice));
        if (!works) {
            assertThat(changes(stage, refuses)).isEmpty();
        }
        if (works && !refuses) {
            settles(stage);
        }
    }

    @Fuzzed(inGate = 100)
    void come_to_the_function_of_terminations(@ForAll("events") TestEvents.Changed event) {
        Stage stage = waiting();
        stage.send("its own", stage.notices().getFirst().toEventBridgeJson());
        stage.untilInService(1).scaleTo(0).runFor(Duration.ofSeconds(30));
        LifecycleNotice notice = stage.firstNotice(Stage.TERMINATE_HOOK);
        String text = about(notice, event);

        send(stage, text, stage::sendTermination);

        assertThat(Surprises.of(stage)).isEmpty();
        if (read(text).stream().noneMatch(its -> leaves(its, notice))) {
            assertThat(changes(stage, false)).isEmpty();
        }
        for (int i = 0; i < MOST_SWEEPS && !stage.members().isEmpty(); i++) {
            stage.sweep("{}");
            stage.runFor(Duration.ofMinutes(1));
        }
        assertThat(stage.inspect().ours()).isEmpty();
    }

    @Fuzzed(inGate = 100)
    void come_to_the_sweep(@ForAll("events") TestEvents.Changed event) {
        Stage stage = waiting();
        stage.runFor(Duration.ofMinutes(3));
        stage.calls().clear();

        InvocationResult result = stage.sweep(about(stage.notices().getFirst(), event));

        assertThat(Surprises.of(result, REFUSED_SWEEP)).isEmpty();
        if (result.succeeded()) {
            stage.runFor(Duration.ofMinutes(1));
            assertThat(stage.inService()).hasSize(1);
        } else {
            assertThat(result.text()).contains("nothing was swept").hasSizeLessThan(1000);
            assertThat(stage.calls().all()).isEmpty();
        }
    }

    /** A node whose own events are lost: it waits for whatever the test sends. */
    private static Stage waiting() {
        Stage stage = Stage.open(Scenario.plain(), LAYOUT);
        stage.mishaps().always(event -> isOfAuto(event.id(), stage), new Mishap.Lose());
        return stage.group(1).runFor(Duration.ofSeconds(30));
    }

    private static boolean isOfAuto(String id, Stage stage) {
        return stage.notices().stream().anyMatch(notice -> notice.id().equals(id));
    }

    private static String about(LifecycleNotice notice, TestEvents.Changed event) {
        String text =
                TestEvents.text(event.file())
                        .replace("87654321-4321-4321-4321-210987654321", notice.token())
                        .replace("i-0123456789abcdef0", notice.instanceId())
                        .replace("my-multus-nodes", Stage.GROUP);
        return Change.all(event.changes(), text);
    }

    private static void send(Stage stage, String text, Sender sender) {
        stage.calls().clear();
        sender.send("changed", text);
        stage.runFor(Duration.ofMinutes(20));
    }

    private static List<LifecycleEvent> read(String text) {
        return LifecycleEvents.read(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private static boolean launches(LifecycleEvent event, LifecycleNotice notice) {
        return event instanceof InstanceLaunching its && isAbout(its.action(), notice);
    }

    private static boolean leaves(LifecycleEvent event, LifecycleNotice notice) {
        return event instanceof InstanceTerminating its && isAbout(its.action(), notice);
    }

    private static boolean isAbout(LifecycleAction action, LifecycleNotice notice) {
        return action.group().equals(Stage.GROUP)
                && action.hook().equals(notice.hook())
                && action.instanceId().equals(Optional.of(notice.instanceId()));
    }

    /** It cannot be used, but tells whose hook waits. */
    private static boolean waits(LifecycleEvent event, LifecycleNotice notice) {
        return event instanceof Malformed its
                && its.problem().waitingLaunch().filter(of -> answers(of, notice)).isPresent();
    }

    /** Auto Scaling finds the action by its token, or else by the instance. */
    private static boolean answers(LifecycleAction action, LifecycleNotice notice) {
        return action.group().equals(Stage.GROUP)
                && action.hook().equals(notice.hook())
                && (action.token().equals(Optional.of(notice.token()))
                        || action.instanceId().equals(Optional.of(notice.instanceId())));
    }

    private static List<RecordedCall> changes(Stage stage, boolean mayAbandon) {
        Predicate<RecordedCall> abandons =
                its ->
                        its.call().action().equals("CompleteLifecycleAction")
                                && "ABANDON"
                                        .equals(
                                                its.call()
                                                        .parameters()
                                                        .get("LifecycleActionResult"));
        return stage.calls().changing().stream()
                .filter(RecordedCall::tookEffect)
                .filter(its -> !(mayAbandon && abandons.test(its)))
                .toList();
    }

    /** At once, or by the sweep where the token is another's. */
    private static void settles(Stage stage) {
        for (int i = 0; i < MOST_SWEEPS && stage.inService().isEmpty(); i++) {
            stage.sweep("{}");
            stage.runFor(Duration.ofMinutes(1));
        }
        assertThat(stage.inService()).hasSize(1);
        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
    }

    private interface Sender {
        void send(String id, String json);
    }
}

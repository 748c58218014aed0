package io.github.multusnodes.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.runtime.Mishap;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;
import io.github.multusnodes.stage.Web;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers of AWS and of the cluster come wrong, at any call of any function. The run ends by its
 * answer or by a failure with a name; what comes right afterwards makes everything right; and what
 * is not ours stays as it is.
 */
class AnswersFuzzTest {

    private static final Layout LAYOUT =
            Layout.of(1, 2)
                    .withIpv6("{\"mode\":\"lowest-free\"}")
                    .withReserved(
                            new Layout.Reserved(0, 0, "10.0.0.128/25", "prefix"),
                            new Layout.Reserved(1, 0, "10.0.16.128/25", "prefix"))
                    .withPodPrefixes("{\"ipv4\":1}")
                    .withDrain("{\"timeoutSeconds\":60}")
                    .withTerminateHook(Duration.ofHours(1));

    private static final int MOST_SWEEPS = 90;

    @Provide
    Arbitrary<Wreck> wrecks() {
        return Wreck.any();
    }

    @Fuzzed(inGate = 60)
    void of_a_launch(
            @ForAll @IntRange(min = 1, max = 24) int call,
            @ForAll @IntRange(min = 1, max = 3) int times,
            @ForAll("wrecks") Wreck wreck) {
        Stage stage = open();
        Foreign foreign = Foreign.seen(stage);
        garble(stage, "launch", call, times, wreck);

        stage.group(1).runFor(Duration.ofMinutes(15));

        settles(stage, 1, foreign);
    }

    @Fuzzed(inGate = 60)
    void of_a_termination(
            @ForAll @IntRange(min = 1, max = 20) int call,
            @ForAll @IntRange(min = 1, max = 3) int times,
            @ForAll("wrecks") Wreck wreck) {
        Stage stage = open();
        Foreign foreign = Foreign.seen(stage);
        stage.group(2).untilInService(2).runFor(Duration.ofMinutes(1));
        stage.inService().forEach(node -> Web.run(stage, node));
        garble(stage, "terminate", call, times, wreck);

        stage.scaleTo(1).runFor(Duration.ofMinutes(15));

        settles(stage, 1, foreign);
    }

    @Fuzzed(inGate = 60)
    void of_a_sweep(
            @ForAll @IntRange(min = 1, max = 40) int call,
            @ForAll @IntRange(min = 1, max = 3) int times,
            @ForAll("wrecks") Wreck wreck) {
        Stage stage = open();
        Foreign foreign = Foreign.seen(stage);
        stage.group(1).untilInService(1);
        stage.mishaps().always(event -> !event.hookName().isEmpty(), new Mishap.Lose());
        stage.scaleTo(2).runFor(Duration.ofMinutes(3));
        garble(stage, "sweep", call, times, wreck);

        for (int i = 0; i < 3; i++) {
            stage.sweep("{}");
            stage.runFor(Duration.ofMinutes(1));
        }

        settles(stage, 2, foreign);
    }

    private static Stage open() {
        return Foreign.beside(Stage.open(Scenario.plain(), LAYOUT))
                .joinAfter(Duration.ofSeconds(5));
    }

    private static boolean isRight(Stage stage, int nodes) {
        List<String> inService = stage.inService();
        return inService.size() == nodes && stage.inspect().problems(inService).isEmpty();
    }

    private static void garble(Stage stage, String function, int call, int times, Wreck wreck) {
        AtomicInteger made = new AtomicInteger();
        stage.faults()
                .next(
                        times,
                        its -> its.caller().startsWith(function) && made.incrementAndGet() >= call,
                        new Fault.Garble(wreck));
    }

    /** With right answers from now on, and sweeps. */
    private static void settles(Stage stage, int nodes, Foreign foreign) {
        assertThat(Surprises.of(stage)).isEmpty();
        stage.faults().clear();
        for (int i = 0; i < MOST_SWEEPS && !isRight(stage, nodes); i++) {
            stage.sweep("{}");
            stage.runFor(Duration.ofMinutes(1));
        }

        List<String> inService = stage.inService();
        assertThat(inService)
                .as(() -> "in service; " + String.join("\n", stage.logLines()))
                .hasSize(nodes);
        assertThat(stage.inspect().problems(inService)).isEmpty();
        assertThat(Foreign.seen(stage)).isEqualTo(foreign);
        assertThat(Surprises.of(stage)).isEmpty();
    }
}

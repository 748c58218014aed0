package io.github.multusnodes.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Every call of a launch is lost, or its process killed, at every position; the event comes again.
 */
class LostAndKilledTest {

    /** Two creates, two attaches, four attributes, one answer. */
    private static final int CHANGING_CALLS = 9;

    static Stream<Arguments> everyPosition() {
        List<Fault> faults =
                List.of(
                        new Fault.LoseAnswer(),
                        new Fault.LoseRequest(),
                        new Fault.KillAfter(),
                        new Fault.KillBefore());
        List<Duration> lags = List.of(Duration.ZERO, Duration.ofSeconds(5));
        return IntStream.rangeClosed(1, CHANGING_CALLS)
                .boxed()
                .flatMap(
                        position ->
                                faults.stream()
                                        .flatMap(
                                                fault ->
                                                        lags.stream()
                                                                .map(
                                                                        lag ->
                                                                                Arguments.of(
                                                                                        position,
                                                                                        fault,
                                                                                        lag))));
    }

    @ParameterizedTest(name = "changing call {0}: {1}, readers lag by up to {2}")
    @MethodSource("everyPosition")
    void the_node_ends_as_if_nothing_had_happened(int position, Fault fault, Duration lag) {
        Stage stage =
                Stage.open(Scenario.realistic().withLag(lag).withSeed(position), Layout.of(1, 2));
        AtomicInteger changing = new AtomicInteger();
        Predicate<Call> atPosition =
                call ->
                        call.caller().startsWith("launch")
                                && call.changes()
                                && changing.incrementAndGet() == position;
        stage.faults().next(atPosition, fault);

        stage.group(1).untilInService(1).runFor(Duration.ofMinutes(10));

        assertThat(changing.get()).as("the fault has struck").isGreaterThanOrEqualTo(position);
        assertThat(stage.notices()).as("the first instance has made it").hasSize(1);
        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
        assertThat(stage.inspect().hostNumbers(0, 0)).containsExactly(4);
        assertThat(stage.inspect().hostNumbers(1, 0)).containsExactly(4);
    }
}

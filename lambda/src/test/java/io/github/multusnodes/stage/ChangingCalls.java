package io.github.multusnodes.stage;

import io.github.multusnodes.simulator.fault.Fault;

import org.junit.jupiter.params.provider.Arguments;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The changing calls of a function, each lost, killed or throttled in turn. */
public final class ChangingCalls {

    private static final List<Fault> FAULTS =
            List.of(
                    new Fault.LoseAnswer(),
                    new Fault.LoseRequest(),
                    new Fault.KillAfter(),
                    new Fault.KillBefore(),
                    new Fault.Throttle());
    private static final List<Duration> LAGS = List.of(Duration.ZERO, Duration.ofSeconds(5));

    private ChangingCalls() {}

    /** Every position among so many calls, with every fault, and readers that lag or do not. */
    public static Stream<Arguments> everyFault(int calls) {
        return IntStream.rangeClosed(1, calls).boxed().flatMap(ChangingCalls::everyFaultAt);
    }

    /**
     * Has a fault strike a function's changing call at a position.
     *
     * @return counts the changing calls until then
     */
    public static AtomicInteger strike(Stage stage, String function, int position, Fault fault) {
        AtomicInteger changing = new AtomicInteger();
        stage.faults()
                .next(
                        call ->
                                call.caller().startsWith(function)
                                        && call.changes()
                                        && changing.incrementAndGet() == position,
                        fault);
        return changing;
    }

    private static Stream<Arguments> everyFaultAt(int position) {
        return FAULTS.stream()
                .flatMap(fault -> LAGS.stream().map(lag -> Arguments.of(position, fault, lag)));
    }
}

package io.github.multusnodes.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.stage.ChangingCalls;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Every call of a launch is lost or throttled, or its process killed, at every position; the event
 * comes again.
 */
class LostAndKilledTest {

    /** Two creates, two attaches, four attributes, one answer. */
    private static final int CHANGING_CALLS = 9;

    static Stream<Arguments> everyPosition() {
        return ChangingCalls.everyFault(CHANGING_CALLS);
    }

    @ParameterizedTest(name = "changing call {0}: {1}, readers lag by up to {2}")
    @MethodSource("everyPosition")
    void the_node_ends_as_if_nothing_had_happened(int position, Fault fault, Duration lag) {
        Stage stage =
                Stage.open(Scenario.realistic().withLag(lag).withSeed(position), Layout.of(1, 2));
        AtomicInteger changing = ChangingCalls.strike(stage, "launch", position, fault);

        stage.group(1).untilInService(1).runFor(Duration.ofMinutes(10));

        assertThat(changing.get()).as("the fault has struck").isGreaterThanOrEqualTo(position);
        assertThat(stage.notices()).as("the first instance has made it").hasSize(1);
        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
        assertThat(stage.inspect().hostNumbers(0, 0)).containsExactly(4);
        assertThat(stage.inspect().hostNumbers(1, 0)).containsExactly(4);
    }
}

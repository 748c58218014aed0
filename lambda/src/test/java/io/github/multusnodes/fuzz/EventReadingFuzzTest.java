package io.github.multusnodes.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.multusnodes.event.InstanceLaunching;
import io.github.multusnodes.event.InstanceTerminating;
import io.github.multusnodes.event.LifecycleEvent;
import io.github.multusnodes.event.LifecycleEvents;
import io.github.multusnodes.event.Malformed;
import io.github.multusnodes.event.TestNotification;
import io.github.multusnodes.event.Unrelated;
import io.github.multusnodes.node.LifecycleAction;
import io.github.multusnodes.stack.StackAnswer;
import io.github.multusnodes.stack.StackRequest;
import io.github.multusnodes.stack.StackRequests;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

import java.io.ByteArrayInputStream;

/**
 * Whatever a function is invoked with is read into something with a name: an event with names and
 * ids as AWS has them, or a failure that tells the field, its value and what is allowed.
 */
class EventReadingFuzzTest {

    /** A message is a line of a log, and not a copy of what came. */
    private static final int LONGEST_MESSAGE = 1000;

    @Provide
    Arbitrary<byte[]> events() {
        return bytes(TestEvents.ofHooks());
    }

    @Provide
    Arbitrary<byte[]> requests() {
        return bytes(TestEvents.ofStacks());
    }

    /** Some with bytes that are no text. */
    private static Arbitrary<byte[]> bytes(Arbitrary<TestEvents.Changed> changed) {
        return Combinators.combine(
                        changed, Arbitraries.integers().between(0, 40_000).withoutEdgeCases())
                .as(
                        (event, place) -> {
                            byte[] bytes = event.text().getBytes(UTF_8);
                            if (place < bytes.length) {
                                bytes[place] ^= (byte) (1 << 7);
                            }
                            return bytes;
                        });
    }

    @Fuzzed(inGate = 4_000)
    void every_event_is_read_or_refused_with_a_reason(@ForAll("events") byte[] event) {
        for (LifecycleEvent its : LifecycleEvents.read(new ByteArrayInputStream(event))) {
            switch (its) {
                case InstanceLaunching launching ->
                        isGood(launching.action(), launching.instanceId());
                case InstanceTerminating leaving -> isGood(leaving.action(), leaving.instanceId());
                case TestNotification test -> assertThat(test.group()).isNotBlank();
                case Unrelated _ -> {}
                case Malformed malformed -> isToldOf(malformed.problem());
            }
        }
    }

    @Fuzzed(inGate = 3_000)
    void every_request_of_a_stack_is_read_or_refused_with_a_reason(
            @ForAll("requests") byte[] event) {
        StackRequest[] read = new StackRequest[1];
        Throwable thrown = catchThrowable(() -> read[0] = StackRequests.read(event));
        if (thrown != null) {
            assertThat(thrown).isExactlyInstanceOf(IllegalArgumentException.class);
            isToldOf(thrown);
        } else if (read[0] instanceof StackRequest.Malformed malformed) {
            assertThat(malformed.problem()).contains("allowed: ").hasSizeLessThan(LONGEST_MESSAGE);
        } else {
            assertThat(read[0].envelope().responseUrl().getHost()).isNotBlank();
            assertThat(read[0].envelope().signed()).isNotNull();
        }
        if (read[0] != null) {
            String longest =
                    new StackAnswer.Failure("x".repeat(5000)).json(read[0].envelope(), "id");
            assertThat(longest.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(StackAnswer.MOST_BYTES);
        }
    }

    private static void isGood(LifecycleAction action, String instanceId) {
        assertThat(instanceId).matches("i-([0-9a-f]{8}|[0-9a-f]{17})");
        assertThat(action.instanceId()).contains(instanceId);
        assertThat(action.group()).isNotBlank().hasSizeLessThanOrEqualTo(255);
        assertThat(action.hook()).isNotBlank().hasSizeLessThanOrEqualTo(255);
        action.token().ifPresent(token -> assertThat(token).hasSize(36));
    }

    private static void isToldOf(Throwable problem) {
        assertThat(problem.getMessage())
                .contains(" is ", "; allowed: ")
                .hasSizeLessThan(LONGEST_MESSAGE);
    }
}

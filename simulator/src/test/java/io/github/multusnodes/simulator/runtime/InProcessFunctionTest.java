package io.github.multusnodes.simulator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.multusnodes.simulator.fault.ProcessEnded;
import io.github.multusnodes.simulator.runtime.InvocationResult.Outcome;
import io.github.multusnodes.simulator.time.RealTimeline;
import io.github.multusnodes.simulator.time.Timeline;
import io.github.multusnodes.simulator.time.VirtualTimeline;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

class InProcessFunctionTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration TIMEOUT = Duration.ofMillis(15_250);

    private final VirtualTimeline time = new VirtualTimeline(START, 1);
    private final List<String> killed = new ArrayList<>();
    private final List<InvocationResult> results = new ArrayList<>();
    private final List<Instant> ends = new ArrayList<>();

    @Test
    void a_run_answers_what_its_handler_answers() {
        Function function =
                function(
                        time,
                        (event, context) -> {
                            context.log("seen");
                            String text = context.requestId() + " " + new String(event, UTF_8);
                            return text.getBytes(UTF_8);
                        });

        run(function, "r1");

        assertThat(results)
                .containsExactly(
                        new InvocationResult(
                                Outcome.OK,
                                "r1 {}",
                                null,
                                "f-1",
                                List.of("seen"),
                                null,
                                Duration.ZERO));
    }

    @Test
    void a_handler_that_throws_is_a_function_error_with_type_and_message() {
        Function function =
                function(
                        time,
                        (_, _) -> {
                            throw new IllegalArgumentException("bad event");
                        });

        run(function, "r1");

        assertThat(results)
                .containsExactly(
                        new InvocationResult(
                                Outcome.FUNCTION_ERROR,
                                "bad event",
                                "java.lang.IllegalArgumentException",
                                "f-1",
                                List.of(),
                                null,
                                Duration.ZERO));
    }

    @Test
    void a_run_is_over_at_its_deadline_whatever_its_handler_still_does() {
        List<Duration> remaining = new ArrayList<>();
        Function function =
                function(
                        time,
                        (_, context) -> {
                            remaining.add(context.remaining());
                            time.sleep(Duration.ofHours(1));
                            remaining.add(context.remaining());
                            return new byte[0];
                        });

        run(function, "r1");

        assertThat(results)
                .singleElement()
                .satisfies(
                        result -> {
                            assertThat(result.outcome()).isEqualTo(Outcome.TIMEOUT);
                            assertThat(result.text())
                                    .isEqualTo("Task timed out after 15.25 seconds");
                        });
        assertThat(ends).containsExactly(START.plus(TIMEOUT));
        assertThat(killed).containsExactly("f-1");
        assertThat(remaining).containsExactly(TIMEOUT, Duration.ZERO);
    }

    @Test
    void an_ended_process_is_a_crash() {
        Function function =
                function(
                        time,
                        (_, context) -> {
                            throw new ProcessEnded(context.environment());
                        });

        run(function, "r1");

        assertThat(results)
                .extracting(InvocationResult::outcome, InvocationResult::text)
                .containsExactly(tuple(Outcome.CRASH, "The process of f-1 has ended"));
    }

    @Test
    void a_free_environment_is_used_again_but_not_one_that_was_ended() {
        List<String> environments = new ArrayList<>();
        Function function =
                function(
                        time,
                        (_, context) -> {
                            environments.add(context.environment());
                            return switch (context.requestId()) {
                                case "crash" -> throw new ProcessEnded("it");
                                case "hang" -> {
                                    time.sleep(Duration.ofHours(1));
                                    yield new byte[0];
                                }
                                default -> new byte[0];
                            };
                        });

        for (String request : List.of("a", "b", "crash", "c", "hang", "d")) {
            run(function, request);
        }

        assertThat(environments).containsExactly("f-1", "f-1", "f-1", "f-2", "f-2", "f-3");
    }

    @Test
    void runs_beside_each_other_have_environments_of_their_own() {
        Function function =
                function(
                        time,
                        (_, context) -> {
                            time.sleep(Duration.ofSeconds(1));
                            return context.environment().getBytes(UTF_8);
                        });

        function.invoke(new Invocation("r1", "{}"), results::add);
        function.invoke(new Invocation("r2", "{}"), results::add);
        time.runUntilQuiet();

        assertThat(results)
                .extracting(InvocationResult::text)
                .containsExactlyInAnyOrder("f-1", "f-2");
        assertThat(killed).isEmpty();
    }

    @Test
    void it_works_in_real_time_too() {
        try (RealTimeline real = new RealTimeline()) {
            CompletableFuture<InvocationResult> result = new CompletableFuture<>();
            function(real, (event, _) -> event)
                    .invoke(new Invocation("r1", "{}"), result::complete);

            assertThat(result.join().text()).isEqualTo("{}");
        }
    }

    private Function function(Timeline clock, InProcessFunction.Handler handler) {
        return new InProcessFunction("f", clock, TIMEOUT, killed::add, handler);
    }

    private void run(Function function, String requestId) {
        function.invoke(
                new Invocation(requestId, "{}"),
                result -> {
                    results.add(result);
                    ends.add(time.now());
                });
        time.runUntilQuiet();
    }
}

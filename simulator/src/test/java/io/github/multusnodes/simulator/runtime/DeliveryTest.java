package io.github.multusnodes.simulator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multusnodes.simulator.runtime.DeadLetter.Condition;
import io.github.multusnodes.simulator.time.VirtualTimeline;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class DeliveryTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String LAUNCH = "EC2 Instance-launch Lifecycle Action";

    private final VirtualTimeline time = new VirtualTimeline(START, 1);
    private final Mishaps mishaps = new Mishaps(1);
    private final Delivery delivery = new Delivery(time, Duration.ofSeconds(1), mishaps, 1);
    private final AtomicInteger failures = new AtomicInteger();

    @Nested
    class given_a_function_that_fails {

        @Test
        void an_event_is_run_again_after_one_and_then_two_minutes() {
            failures.set(3);
            deliver(AsyncSettings.usual(), event("e1"));

            assertThat(starts()).containsExactly(1L, 1L + 10 + 60, 71L + 10 + 120);
            assertThat(delivery.log().invocations())
                    .extracting(InvocationRecord::attempt)
                    .containsExactly(1, 2, 3);
            assertThat(delivery.log().deadLetters())
                    .singleElement()
                    .satisfies(
                            letter -> {
                                assertThat(letter.condition())
                                        .isEqualTo(Condition.RETRIES_EXHAUSTED);
                                assertThat(letter.attempts()).isEqualTo(3);
                                assertThat(seconds(letter.at())).isEqualTo(211);
                                assertThat(letter.lastError()).isEqualTo("no luck");
                            });
        }

        @Test
        void all_runs_of_an_event_have_one_request_id() {
            failures.set(3);
            deliver(AsyncSettings.usual(), event("e1"));

            assertThat(requestIds()).hasSize(1);
        }

        @Test
        void an_event_that_succeeds_the_second_time_is_not_run_again() {
            failures.set(1);
            deliver(AsyncSettings.usual(), event("e1"));

            assertThat(starts()).containsExactly(1L, 71L);
            assertThat(delivery.log().deadLetters()).isEmpty();
        }

        @Test
        void an_event_is_run_once_where_no_retries_are_set() {
            failures.set(1);
            deliver(AsyncSettings.usual().withRetries(0), event("e1"));

            assertThat(starts()).containsExactly(1L);
            assertThat(delivery.log().deadLetters())
                    .extracting(DeadLetter::attempts)
                    .containsExactly(1);
        }

        @Test
        void an_event_is_given_up_at_the_very_age_that_is_set() {
            failures.set(3);
            deliver(AsyncSettings.usual().withMaximumAge(Duration.ofSeconds(65)), event("e1"));

            assertThat(starts()).containsExactly(1L);
            assertThat(delivery.log().deadLetters())
                    .singleElement()
                    .satisfies(
                            letter -> {
                                assertThat(letter.condition())
                                        .isEqualTo(Condition.EVENT_AGE_EXCEEDED);
                                assertThat(letter.attempts()).isEqualTo(1);
                                assertThat(seconds(letter.at())).isEqualTo(1 + 65);
                            });
        }
    }

    @Nested
    class given_reserved_concurrency {

        @Test
        void a_throttled_event_is_tried_after_1_2_4_and_more_seconds() {
            deliver(AsyncSettings.usual().withReservedConcurrency(1), event("e1"), event("e2"));

            assertThat(delivery.log().throttles())
                    .extracting(throttle -> seconds(throttle.at()))
                    .containsExactly(1L, 2L, 4L, 8L);
            assertThat(starts()).containsExactly(1L, 16L);
            assertThat(delivery.log().invocations())
                    .extracting(InvocationRecord::attempt)
                    .containsExactly(1, 1);
        }

        @Test
        void an_event_that_never_finds_room_is_given_up_at_its_age() {
            deliver(
                    AsyncSettings.usual()
                            .withReservedConcurrency(0)
                            .withMaximumAge(Duration.ofHours(1)),
                    event("e1"));

            List<Long> tries =
                    delivery.log().throttles().stream().map(t -> seconds(t.at()) - 1).toList();
            assertThat(tries).startsWith(0L, 1L, 3L, 7L, 15L, 31L, 63L, 127L, 255L, 511L, 811L);
            assertThat(tries.getLast()).isEqualTo(511 + 300 * 10);
            assertThat(delivery.log().deadLetters())
                    .singleElement()
                    .satisfies(
                            letter -> {
                                assertThat(letter.condition())
                                        .isEqualTo(Condition.EVENT_AGE_EXCEEDED);
                                assertThat(letter.attempts()).isZero();
                                assertThat(seconds(letter.at())).isEqualTo(1 + 3600);
                                assertThat(letter.lastError()).isEqualTo("it was never run");
                            });
        }

        @Test
        void two_rules_with_one_target_share_it() {
            Target target = target(AsyncSettings.usual().withReservedConcurrency(1));
            delivery.add(new Rule("one", _ -> true, target));
            delivery.add(new Rule("two", _ -> true, target));
            delivery.publish(event("e1"));
            time.runUntilQuiet();

            assertThat(starts()).containsExactly(1L, 16L);
        }
    }

    @Property(tries = 100)
    void every_event_is_run_once_and_never_more_at_a_time_than_reserved(
            @ForAll @IntRange(min = 1, max = 30) int events,
            @ForAll @IntRange(min = 1, max = 5) int reserved,
            @ForAll long seed) {
        VirtualTimeline clock = new VirtualTimeline(START, seed);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Function function =
                new InProcessFunction(
                        "f",
                        clock,
                        Duration.ofMinutes(1),
                        _ -> {},
                        (_, _) -> {
                            most.accumulateAndGet(running.incrementAndGet(), Math::max);
                            clock.sleep(Duration.ofSeconds(7));
                            running.decrementAndGet();
                            return new byte[0];
                        });
        Delivery way = new Delivery(clock, Duration.ZERO, new Mishaps(seed), seed);
        AsyncSettings settings = AsyncSettings.usual().withReservedConcurrency(reserved);
        way.add(new Rule("all", _ -> true, new Target(function, settings)));
        IntStream.range(0, events).forEach(i -> way.publish(event("e" + i)));
        clock.runUntilQuiet();

        assertThat(way.log().invocations())
                .extracting(record -> record.event().id())
                .doesNotHaveDuplicates()
                .hasSize(events);
        assertThat(most).hasValue(Math.min(events, reserved));
    }

    @Nested
    class given_mishaps {

        @Test
        void a_duplicate_comes_at_once_as_a_run_of_its_own() {
            mishaps.next(_ -> true, new Mishap.Duplicate(Duration.ZERO));
            deliver(AsyncSettings.usual(), event("e1"), event("e2"));

            assertThat(starts()).containsExactly(1L, 1L, 1L);
            assertThat(delivery.log().invocationsOf("e1")).hasSize(2);
            assertThat(requestIds()).hasSize(3);
        }

        @Test
        void a_duplicate_comes_later() {
            mishaps.next(_ -> true, new Mishap.Duplicate(Duration.ofMinutes(5)));
            deliver(AsyncSettings.usual(), event("e1"));

            assertThat(starts()).containsExactly(1L, 301L);
        }

        @Test
        void a_lost_event_never_arrives_and_is_no_dead_letter() {
            mishaps.next(event -> event.id().equals("e2"), new Mishap.Lose());
            deliver(AsyncSettings.usual(), event("e1"), event("e2"), event("e2"));

            assertThat(arrivals()).containsExactlyInAnyOrder("e1", "e2");
            assertThat(delivery.log().lost()).extracting(Event::id).containsExactly("e2");
            assertThat(delivery.log().deadLetters()).isEmpty();
        }

        @Test
        void a_delayed_event_is_overtaken() {
            mishaps.next(event -> event.id().equals("e1"), new Mishap.Delay(Duration.ofSeconds(9)));
            deliver(AsyncSettings.usual(), event("e1"), event("e2"));

            assertThat(arrivals()).containsExactly("e2", "e1");
            assertThat(starts()).containsExactly(1L, 10L);
        }

        @Test
        void scattered_events_all_arrive_in_another_order() {
            mishaps.always(_ -> true, new Mishap.Scatter(Duration.ofSeconds(30)));
            List<String> ids = IntStream.range(0, 20).mapToObj(i -> "e" + i).toList();
            deliver(
                    AsyncSettings.usual(),
                    ids.stream().map(DeliveryTest::event).toArray(Event[]::new));

            assertThat(arrivals()).containsExactlyInAnyOrderElementsOf(ids).isNotEqualTo(ids);
            assertThat(starts()).allSatisfy(start -> assertThat(start).isBetween(1L, 31L));
            assertThat(Set.copyOf(starts())).hasSizeGreaterThan(5);
        }

        @Test
        void chance_follows_the_seed() {
            List<Boolean> lost = chances(3);

            assertThat(lost).contains(true, false).isEqualTo(chances(3)).isNotEqualTo(chances(4));
        }

        @Test
        void all_events_of_a_kind_can_be_lost() {
            mishaps.always(event -> event.detailType().equals(LAUNCH), new Mishap.Lose());
            deliver(
                    AsyncSettings.usual(),
                    event("e1"),
                    new Event("other", "EC2 Spot", "launch", "{}"),
                    event("e2"));

            assertThat(arrivals()).containsExactly("other");
            assertThat(delivery.log().lost()).extracting(Event::id).containsExactly("e1", "e2");
        }

        @Test
        void a_share_of_a_kind_can_be_lost() {
            mishaps.sometimes(0.5, event -> event.hookName().equals("launch"), new Mishap.Lose());
            List<Event> events =
                    IntStream.range(0, 40)
                            .mapToObj(
                                    i ->
                                            new Event(
                                                    "e" + i,
                                                    LAUNCH,
                                                    i % 2 == 0 ? "launch" : "other",
                                                    "{}"))
                            .toList();
            deliver(AsyncSettings.usual(), events.toArray(Event[]::new));

            assertThat(delivery.log().lost())
                    .hasSizeBetween(1, 19)
                    .allMatch(event -> event.hookName().equals("launch"));
            assertThat(arrivals()).hasSize(40 - delivery.log().lost().size());
        }

        @Test
        void a_probability_above_one_is_refused() {
            assertThatThrownBy(() -> mishaps.sometimes(1.5, _ -> true, new Mishap.Lose()))
                    .hasMessage("probability is 1.5; 0 to 1 is allowed");
        }

        private static List<Boolean> chances(long seed) {
            Mishaps some = new Mishaps(seed).sometimes(0.5, _ -> true, new Mishap.Lose());
            return IntStream.range(0, 40).mapToObj(_ -> some.meet(event("e")).isPresent()).toList();
        }
    }

    @Nested
    class given_rules {

        @Test
        void an_event_goes_where_hook_and_detail_type_match() {
            Target target = target(AsyncSettings.usual());
            delivery.add(Rule.forHook("launch", LAUNCH, target));
            delivery.publish(event("ours"));
            delivery.publish(new Event("other hook", LAUNCH, "theirs", "{}"));
            delivery.publish(new Event("other type", "EC2 Spot", "launch", "{}"));
            time.runUntilQuiet();

            assertThat(arrivals()).containsExactly("ours");
            assertThat(delivery.log().unmatched())
                    .extracting(Event::id)
                    .containsExactlyInAnyOrder("other hook", "other type");
        }

        @Test
        void whoever_listens_is_told_every_run() {
            failures.set(1);
            AtomicInteger told = new AtomicInteger();
            delivery.log().onInvocation(_ -> told.incrementAndGet());
            deliver(AsyncSettings.usual(), event("e1"));

            assertThat(told).hasValue(2);
        }
    }

    @Nested
    class given_settings_that_lambda_refuses {

        @Test
        void three_retries() {
            assertThatThrownBy(() -> AsyncSettings.usual().withRetries(3))
                    .hasMessage("retries is 3; Lambda allows 0 to 2");
        }

        @Test
        void an_age_under_a_minute() {
            assertThatThrownBy(() -> AsyncSettings.usual().withMaximumAge(Duration.ofSeconds(59)))
                    .hasMessage("maximumAge is PT59S; Lambda allows 60 s to 6 h");
        }

        @Test
        void a_negative_concurrency_or_wait() {
            assertThatThrownBy(() -> AsyncSettings.usual().withReservedConcurrency(-1))
                    .hasMessage("reservedConcurrency is -1; it must be 0 or more");
            assertThatThrownBy(() -> AsyncSettings.usual().withRetryAfter(Duration.ofSeconds(-1)))
                    .hasMessage("retryAfter is PT-1S; it must not be negative");
        }
    }

    private void deliver(AsyncSettings settings, Event... events) {
        delivery.add(new Rule("all", _ -> true, target(settings)));
        List.of(events).forEach(delivery::publish);
        time.runUntilQuiet();
    }

    /** Its runs take 10 s; as many fail as {@link #failures} says. */
    private Target target(AsyncSettings settings) {
        Function function =
                new InProcessFunction(
                        "f",
                        time,
                        Duration.ofMinutes(1),
                        _ -> {},
                        (_, _) -> {
                            time.sleep(Duration.ofSeconds(10));
                            if (failures.getAndDecrement() > 0) {
                                throw new IllegalStateException("no luck");
                            }
                            return new byte[0];
                        });
        return new Target(function, settings);
    }

    private static Event event(String id) {
        return new Event(id, LAUNCH, "launch", "{}");
    }

    private List<Long> starts() {
        return delivery.log().invocations().stream()
                .map(record -> seconds(record.start()))
                .toList();
    }

    private List<String> arrivals() {
        return delivery.log().invocations().stream().map(record -> record.event().id()).toList();
    }

    private Set<String> requestIds() {
        return delivery.log().invocations().stream()
                .map(InvocationRecord::requestId)
                .collect(Collectors.toSet());
    }

    private static long seconds(Instant moment) {
        return Duration.between(START, moment).toSeconds();
    }
}

package io.github.multusnodes.simulator.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

class VirtualTimelineTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final VirtualTimeline time = new VirtualTimeline(START, 1);
    private final List<String> story = new ArrayList<>();

    @Test
    void activities_interleave_by_their_sleeps() {
        time.start(
                "slow",
                () -> {
                    time.sleep(Duration.ofSeconds(10));
                    tell("slow");
                });
        time.start(
                "fast",
                () -> {
                    time.sleep(Duration.ofSeconds(1));
                    tell("fast");
                });

        time.runUntilQuiet();

        assertThat(story).containsExactly("fast at 1 s", "slow at 10 s");
    }

    @Test
    void tasks_beside_each_other_take_as_long_as_the_longest() {
        List<Callable<String>> tasks =
                List.of(
                        () -> {
                            time.sleep(Duration.ofSeconds(3));
                            return "a";
                        },
                        () -> {
                            time.sleep(Duration.ofSeconds(5));
                            return "b";
                        });

        assertThat(time.<String>together(tasks)).containsExactly("a", "b");
        assertThat(time.now()).isEqualTo(START.plusSeconds(5));
    }

    @Test
    void tasks_may_have_tasks_of_their_own() {
        Callable<List<String>> nested =
                () ->
                        time.<String>together(
                                List.of(
                                        () -> {
                                            time.sleep(Duration.ofSeconds(2));
                                            return "inner";
                                        }));

        assertThat(time.<List<String>>together(List.of(nested, nested)))
                .containsExactly(List.of("inner"), List.of("inner"));
        assertThat(time.now()).isEqualTo(START.plusSeconds(2));
    }

    @Test
    void a_failure_of_one_task_comes_out_after_the_others_have_ended() {
        List<Callable<String>> tasks =
                List.of(
                        () -> {
                            throw new IllegalArgumentException("bad");
                        },
                        () -> {
                            time.sleep(Duration.ofSeconds(5));
                            tell("other");
                            return "b";
                        });

        assertThatThrownBy(() -> time.together(tasks)).hasMessage("bad");
        assertThat(story).containsExactly("other at 5 s");
    }

    @Test
    void a_cancelled_timer_neither_runs_nor_moves_the_clock() {
        Timeline.Timer timer = time.after(Duration.ofHours(1), () -> tell("timer"));
        timer.cancel();

        time.runUntilQuiet();

        assertThat(story).isEmpty();
        assertThat(time.now()).isEqualTo(START);
    }

    @Test
    void the_order_of_simultaneous_things_follows_the_seed() {
        assertThat(order(7)).isEqualTo(order(7));
        assertThat(List.of(order(1), order(2), order(3), order(4)).stream().distinct())
                .hasSizeGreaterThan(1);
    }

    private static List<Integer> order(long seed) {
        VirtualTimeline time = new VirtualTimeline(START, seed);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            int number = i;
            time.start("n", () -> order.add(number));
        }
        time.runUntilQuiet();
        return order;
    }

    @Test
    void a_bell_wakes_the_one_who_waits_at_the_moment_it_is_rung() {
        Timeline.Bell bell = time.bell();
        time.start(
                "waiting",
                () -> {
                    bell.await(Duration.ofSeconds(10));
                    tell("woken");
                    bell.await(Duration.ofSeconds(10));
                    tell("nobody rang");
                });
        time.start(
                "ringing",
                () -> {
                    time.sleep(Duration.ofSeconds(3));
                    bell.ring();
                    bell.ring();
                });

        time.runUntilQuiet();

        assertThat(story).containsExactly("woken at 3 s", "nobody rang at 13 s");
    }

    @Test
    void a_bell_that_was_rung_before_anybody_waited_is_heard_once() {
        Timeline.Bell bell = time.bell();
        bell.ring();
        bell.ring();
        time.start(
                "waiting",
                () -> {
                    bell.await(Duration.ofSeconds(10));
                    tell("heard");
                    bell.await(Duration.ofSeconds(10));
                    tell("silence");
                    bell.await(Duration.ZERO);
                    tell("not waited");
                });

        time.runUntilQuiet();

        assertThat(story).containsExactly("heard at 0 s", "silence at 10 s", "not waited at 10 s");
    }

    @Test
    void whoever_drives_may_wait_for_a_bell_too() {
        Timeline.Bell bell = time.bell();
        time.after(Duration.ofSeconds(4), bell::ring);

        bell.await(Duration.ofSeconds(10));
        assertThat(time.now()).isEqualTo(START.plusSeconds(4));
        bell.await(Duration.ofSeconds(10));
        assertThat(time.now()).isEqualTo(START.plusSeconds(14));
    }

    private void tell(String what) {
        story.add(what + " at " + Duration.between(START, time.now()).toSeconds() + " s");
    }
}

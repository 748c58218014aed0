package io.github.multusnodes.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.retry.Time;
import io.github.multusnodes.simulator.time.VirtualTimeline;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

class LanesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = START.plusSeconds(60);

    private final VirtualTimeline timeline = new VirtualTimeline(START, 1);
    private final Lanes lanes = new Lanes(new Virtual(timeline));

    @Test
    void what_cannot_be_begun_in_time_is_left_and_nothing_goes_on_beyond_the_end() {
        List<String> results =
                lanes.each(things(200), END, (_, until) -> workUntil(until), _ -> "left");

        assertThat(results).hasSize(200).contains("done", "left");
        assertThat(timeline.now()).isBeforeOrEqualTo(END);
    }

    @Test
    void nine_that_take_all_they_may_do_not_keep_a_hundred_others_from_their_turn() {
        List<String> results =
                lanes.each(
                        things(109),
                        END,
                        (thing, until) -> thing < 9 ? workUntil(until) : workFor(1),
                        _ -> "left");

        assertThat(results).hasSize(109).doesNotContain("left");
        assertThat(timeline.now()).isBeforeOrEqualTo(END);
    }

    private String workUntil(Instant until) {
        timeline.sleep(Duration.between(timeline.now(), until));
        return "done";
    }

    private String workFor(int seconds) {
        timeline.sleep(Duration.ofSeconds(seconds));
        return "done";
    }

    private static List<Integer> things(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private record Virtual(VirtualTimeline timeline) implements Time {

        @Override
        public Instant now() {
            return timeline.now();
        }

        @Override
        public void pause(Duration duration) {
            timeline.sleep(duration);
        }

        @Override
        public <T> List<T> together(List<? extends Callable<? extends T>> tasks) {
            return timeline.together(tasks);
        }
    }
}

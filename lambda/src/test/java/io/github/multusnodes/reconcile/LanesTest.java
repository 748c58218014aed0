package io.github.multusnodes.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.time.VirtualTimeline;
import io.github.multusnodes.stage.VirtualTime;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

class LanesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = START.plusSeconds(60);

    private final VirtualTimeline timeline = new VirtualTimeline(START, 1);
    private final Lanes lanes = new Lanes(new VirtualTime(timeline));

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
}

package io.github.multusnodes.retry;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class ThrottleTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void the_next_try_belongs_to_whoever_comes_first_and_the_others_wait_for_its_answer() {
        Throttle throttle = new Throttle(new Random(1));
        throttle.refused(START);
        Instant due = START.plus(throttle.untilTurn(START));

        assertThat(throttle.untilTurn(due)).isZero();
        assertThat(throttle.untilTurn(due)).isPositive().isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void calls_that_are_refused_together_wait_as_one() {
        Throttle one = new Throttle(new Random(1));
        Throttle eight = new Throttle(new Random(1));

        one.refused(START);
        for (int call = 0; call < 8; call++) {
            eight.refused(START);
        }

        assertThat(eight.untilTurn(START)).isEqualTo(one.untilTurn(START));
    }

    @Test
    void while_calls_succeed_one_follows_upon_the_other() {
        Throttle throttle = new Throttle(new Random(1));
        throttle.refused(START);
        Instant now = START.plus(throttle.untilTurn(START));

        for (int call = 0; call < 8; call++) {
            assertThat(throttle.untilTurn(now)).as("call %s", call).isZero();
            now = now.plus(throttle.untilTurn(now));
        }

        assertThat(now).isBeforeOrEqualTo(START.plusSeconds(6));
    }

    @Property
    void each_wait_is_a_share_of_all_before_and_never_longer_than_half_a_minute(@ForAll long seed) {
        Duration waited = Duration.ZERO;
        for (Duration wait : waits(seed, 60)) {
            long most = Math.min(30_000, 2_000 + waited.toMillis() / 4);
            assertThat(wait.toMillis()).isBetween(most / 2, most);
            waited = waited.plus(wait);
        }
    }

    @Property
    void whoever_waits_for_minutes_asks_some_times_ten_and_not_hundreds(
            @ForAll long seed, @ForAll @IntRange(min = 60, max = 300) int seconds) {
        Duration waited = Duration.ZERO;
        int tries = 0;
        for (Duration wait : waits(seed, 100)) {
            waited = waited.plus(wait);
            tries += waited.toSeconds() < seconds ? 1 : 0;
        }

        assertThat(tries).isBetween(8, 35);
    }

    private static List<Duration> waits(long seed, int count) {
        Throttle throttle = new Throttle(new Random(seed));
        List<Duration> waits = new ArrayList<>();
        Instant now = START;
        for (int at = 0; at < count; at++) {
            throttle.refused(now);
            Duration wait = throttle.untilTurn(now);
            waits.add(wait);
            now = now.plus(wait);
            assertThat(throttle.untilTurn(now)).isZero();
        }
        return waits;
    }
}

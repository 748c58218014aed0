package io.github.multusnodes.simulator.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.time.VirtualTimeline;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

class RegisterTest {

    private final VirtualTimeline time =
            new VirtualTimeline(Instant.parse("2026-01-01T00:00:00Z"), 1);
    private final Deque<Integer> lags = new ArrayDeque<>();
    private final Register<String> register =
            new Register<>(time, () -> Duration.ofSeconds(lags.isEmpty() ? 0 : lags.remove()));

    @Test
    void without_lag_a_change_is_seen_at_once() {
        register.put("a", "1");
        assertThat(register.seen("a")).contains("1");
        register.remove("a");
        assertThat(register.seen("a")).isEmpty();
        assertThat(register.allSeen()).isEmpty();
    }

    @Test
    void with_lag_readers_see_what_was_before() {
        lags.addAll(List.of(5, 5, 5));
        register.put("a", "1");
        assertThat(register.find("a")).contains("1");
        assertThat(register.seen("a")).isEmpty();
        time.sleep(Duration.ofSeconds(5));
        assertThat(register.seen("a")).contains("1");

        register.put("a", "2");
        assertThat(register.seen("a")).contains("1");
        assertThat(register.all()).containsExactly("2");
        time.sleep(Duration.ofSeconds(5));
        assertThat(register.allSeen()).containsExactly("2");

        register.remove("a");
        assertThat(register.find("a")).isEmpty();
        assertThat(register.seen("a")).contains("2");
        time.sleep(Duration.ofSeconds(5));
        assertThat(register.seen("a")).isEmpty();
    }

    @Test
    void a_later_change_is_never_seen_before_an_earlier_one() {
        lags.addAll(List.of(9, 1));
        register.put("a", "1");
        register.put("a", "2");
        time.sleep(Duration.ofSeconds(2));
        assertThat(register.seen("a")).isEmpty();
        time.sleep(Duration.ofSeconds(7));
        assertThat(register.seen("a")).contains("2");
    }
}

package io.github.multusnodes.pods.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class BellTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final Bell bell = new Bell();

    @Test
    void rings_that_come_together_are_one() {
        bell.ring();
        bell.ring();
        bell.ring();

        assertThat(bell.await(HOUR)).isTrue();
        assertThat(bell.await(MOMENT)).isFalse();
    }

    @Test
    void a_ring_before_the_wait_is_heard() {
        bell.ring();

        assertThat(bell.await(HOUR)).isTrue();
    }

    @Test
    void a_ring_after_a_wait_is_heard_by_the_next() {
        bell.ring();
        bell.await(HOUR);
        bell.ring();

        assertThat(bell.await(HOUR)).isTrue();
    }

    @Test
    void without_a_ring_the_wait_ends() {
        assertThat(bell.await(MOMENT)).isFalse();
    }
}

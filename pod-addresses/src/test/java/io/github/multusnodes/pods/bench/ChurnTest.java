package io.github.multusnodes.pods.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class ChurnTest {

    private static final Duration BOUND = Duration.ofSeconds(100);

    @Test
    void every_address_is_in_its_place_and_calls_are_few_while_pods_come_and_go() {
        Churn.Outcome its =
                Churn.run(new Churn.Size(3, 100, Duration.ofMinutes(10), Duration.ofMinutes(3), 7));

        assertThat(its.told()).isGreaterThan(300);
        assertThat(its.released()).isEmpty();
        assertThat(its.lostSeconds()).isZero();
        assertThat(its.missing()).isZero();
        assertThat(its.leftOver()).isZero();
        assertThat(its.waited().getLast()).isLessThan(BOUND);
        assertThat(its.waited().get(its.waited().size() / 2)).isLessThan(Duration.ofSeconds(2));
        assertThat(its.ratio()).isBetween(0.9, 1.5);
    }
}

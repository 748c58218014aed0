package io.github.multusnodes.faultrun;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Some hundred bad days; {@code ./faults} lives through as many as asked for. */
class FaultRunTest {

    private static final int DAYS = Integer.getInteger("multus.days", 300);

    @Test
    void bad_days_end_well() {
        Days days = Days.of(1, DAYS, _ -> {});

        assertThat(days.violations()).as("tell a day's story by ./faults day SEED").isEmpty();
    }

    @Test
    void a_seed_gives_the_same_day_again() {
        int first = Trial.run(Case.of(7)).fingerprint();

        assertThat(Trial.run(Case.of(7)).fingerprint()).isEqualTo(first);
        assertThat(Trial.run(Case.of(8)).fingerprint()).isNotEqualTo(first);
    }
}

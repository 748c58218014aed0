package io.github.multusnodes.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.runtime.InvocationResult;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

/** Events and settings that cannot be used: a sweep fails loudly, and makes no call at all. */
class RefusedTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"dryRun\": \"true\"}",
                "{\"dryrun\": true}",
                "{\"dry_run\": true}",
                "{\"dryRun\": 1}",
                "{\"dryRun\": tru}",
                "[]",
                ""
            })
    void an_event_that_may_ask_for_a_dry_run_is_never_taken_for_another(String event) {
        Stage stage = Stage.open(Scenario.plain(), Layout.of(1, 1));

        InvocationResult result = stage.sweep(event);

        assertThat(result.succeeded()).isFalse();
        assertThat(result.text()).endsWith("; nothing was swept. Send {\"dryRun\": true} or {}.");
        assertThat(stage.calls().all()).isEmpty();
    }

    @Test
    void an_event_is_not_repeated_in_full() {
        Stage stage = Stage.open(Scenario.plain(), Layout.of(1, 1));

        InvocationResult result = stage.sweep("[" + "7,".repeat(5000) + "7]");

        assertThat(result.text()).startsWith("The event is [7,7,").hasSizeLessThan(200);
    }

    @Test
    void the_event_of_a_schedule_asks_for_a_sweep() {
        Stage stage = Stage.open(Scenario.plain(), Layout.of(1, 1)).group(0);

        Answer answer =
                Answer.of(
                        stage.sweep(
                                "{\"version\":\"0\",\"detail-type\":\"Scheduled"
                                        + " Event\",\"source\":\"aws.events\",\"detail\":{}}"));

        assertThat(answer.json().getBoolean("dryRun", true)).isFalse();
    }

    @Test
    void settings_that_cannot_be_used_are_told_in_full() {
        Stage stage =
                Stage.open(
                        Scenario.plain(),
                        Layout.of(1, 1)
                                .withEnvironment(Map.of("MULTUS_SWEEP", "{\"graceSeconds\":-1}")));

        InvocationResult result = stage.sweep("{}");

        assertThat(result.succeeded()).isFalse();
        assertThat(result.text())
                .isEqualTo(
                        """
                        1 of the settings cannot be used:
                          - MULTUS_SWEEP.graceSeconds is -1; allowed: a whole number from 0 to\
                         604800. It counts from when a sweep first saw an interface unused.\
                        """);
        assertThat(stage.calls().all()).isEmpty();
        assertThat(stage.logLines()).anyMatch(line -> line.contains("\"SweepFailures\":1"));
    }
}

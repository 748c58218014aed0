package io.github.multusnodes.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.node.Refused;
import io.github.multusnodes.telemetry.Dimension;
import io.github.multusnodes.telemetry.Metric;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** The page that people read when something is wrong. */
class TroubleshootingTest {

    @Test
    void explains_every_code_metric_dimension_and_end_of_a_drain() throws IOException {
        String page = Files.readString(Path.of("../docs/troubleshooting.md"));

        assertThat(words()).allSatisfy(word -> assertThat(page).contains("`" + word + "`"));
    }

    private static Stream<String> words() {
        return Stream.of(
                        Arrays.stream(Refused.Reason.values()).map(Enum::name),
                        Arrays.stream(StackRefused.Reason.values()).map(Enum::name),
                        Arrays.stream(DrainEnd.values()).map(Enum::name),
                        Arrays.stream(Dimension.values()).map(Dimension::dimensionName),
                        Arrays.stream(Metric.values()).map(Metric::metricName))
                .flatMap(words -> words);
    }
}

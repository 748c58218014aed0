package io.github.multusnodes.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.util.stream.Collectors.joining;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

@DisplayName("telemetry")
final class TelemetryTest {

    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-01-01T12:00:00.5Z"));
    private static final String START = "{\"timestamp\":\"2026-01-01T12:00:00.500Z\",\"level\":";

    private final List<String> lines = new ArrayList<>();
    private final StepLog log = new StepLog(lines::add, CLOCK);

    @Test
    @DisplayName("writes one line per step, with all that is known by then")
    void aLineHasItsContext() {
        log.with(LogKey.INSTANCE, "i-1")
                .with(LogKey.CALLS, 7)
                .with(LogKey.ADDRESSES, List.of("10.0.4.4", "10.0.4.5"))
                .info("done");
        assertThat(lines)
                .containsExactly(
                        START
                                + "\"INFO\",\"message\":\"done\",\"instance\":\"i-1\",\"calls\":7,"
                                + "\"addresses\":[\"10.0.4.4\",\"10.0.4.5\"]}");
    }

    @Test
    @DisplayName("keeps a field out of the log it was derived from, and replaces one set before")
    void derivedLogsAreApart() {
        StepLog outer = log.with(LogKey.STEP, "create");
        outer.with(LogKey.STEP, "attach").warn("slow");
        outer.error("gone");
        assertThat(lines)
                .containsExactly(
                        START + "\"WARN\",\"message\":\"slow\",\"step\":\"attach\"}",
                        START + "\"ERROR\",\"message\":\"gone\",\"step\":\"create\"}");
    }

    @Test
    @DisplayName("never writes null")
    void noNull() {
        String nothing = new IllegalStateException().getMessage();
        log.with(LogKey.REASON, nothing).info("done");
        assertThat(lines).containsExactly(START + "\"INFO\",\"message\":\"done\"}");
    }

    @Test
    @DisplayName("stays one line of JSON whatever the text")
    void textIsEscaped() {
        String text = "a \"quote\"\n\t\\ \u0001 \u2028 é";
        log.with(LogKey.REASON, text).info(text);
        assertThat(lines).singleElement().asString().doesNotContain("\n", "\u0001", "\u2028");
        JsonObject line = Json.parse(lines.getFirst()).asObject();
        assertThat(line.get("message").asString()).isEqualTo(text);
        assertThat(line.get("reason").asString()).isEqualTo(text);
    }

    @Test
    @DisplayName("writes an unforeseen error with its cause")
    void unforeseenError() {
        log.error("failed", new IllegalStateException("odd"));
        JsonObject line = Json.parse(lines.getFirst()).asObject();
        assertThat(line.get("level").asString()).isEqualTo("ERROR");
        assertThat(line.get("reason").asString()).isEqualTo("java.lang.IllegalStateException: odd");
        assertThat(line.get("stack_trace").asString()).contains("TelemetryTest.unforeseenError");
    }

    @Test
    @DisplayName("writes the metrics of an event in one line")
    void metricsInOneLine() {
        new Metrics(lines::add, CLOCK, "my-nodes")
                .emit(Map.of(Metric.DURATION, 2150L, Metric.HOOK_CONTINUED, 1L));
        assertThat(lines)
                .containsExactly(
                        "{\"_aws\":{\"Timestamp\":1767268800500,\"CloudWatchMetrics\":[{"
                                + "\"Namespace\":\"MultusNodes\",\"Dimensions\":[[\"NodeGroup\"]],"
                                + "\"Metrics\":[{\"Name\":\"HookContinued\",\"Unit\":\"Count\"},"
                                + "{\"Name\":\"Duration\",\"Unit\":\"Milliseconds\"}]}]},"
                                + "\"NodeGroup\":\"my-nodes\",\"HookContinued\":1,"
                                + "\"Duration\":2150}");
    }

    @Test
    @DisplayName("tells a reason beside the metric that has one, and beside no other")
    void metricWithReason() {
        new Metrics(lines::add, CLOCK, "my-nodes")
                .emit(
                        Map.of(Metric.CALLS, 9L, Metric.HOOK_ABANDONED, 1L),
                        Map.of(Dimension.REASON, "SUBNET_FULL"));
        assertThat(lines)
                .containsExactly(
                        "{\"_aws\":{\"Timestamp\":1767268800500,\"CloudWatchMetrics\":[{"
                                + "\"Namespace\":\"MultusNodes\","
                                + "\"Dimensions\":[[\"NodeGroup\"],[\"NodeGroup\",\"Reason\"]],"
                                + "\"Metrics\":[{\"Name\":\"HookAbandoned\",\"Unit\":\"Count\"}]},{"
                                + "\"Namespace\":\"MultusNodes\",\"Dimensions\":[[\"NodeGroup\"]],"
                                + "\"Metrics\":[{\"Name\":\"Calls\",\"Unit\":\"Count\"}]}]},"
                                + "\"NodeGroup\":\"my-nodes\",\"Reason\":\"SUBNET_FULL\","
                                + "\"HookAbandoned\":1,\"Calls\":9}");
    }

    @Test
    @DisplayName("refuses a metric that lacks a dimension")
    void missingDimension() {
        Metrics metrics = new Metrics(lines::add, CLOCK, "my-nodes");
        assertThatThrownBy(() -> metrics.emit(Map.of(Metric.FREE_ADDRESSES, 9L)))
                .hasMessageContaining("No value for the dimension SUBNET");
        assertThat(lines).isEmpty();
    }

    @Test
    @DisplayName("stays within what CloudWatch takes in one line")
    void fitsOneLine() {
        assertThat(Metric.values()).hasSizeLessThanOrEqualTo(100);
    }

    @Test
    @DisplayName("writes no line without metrics")
    void noMetricsNoLine() {
        new Metrics(lines::add, CLOCK, "my-nodes").emit(Map.of());
        assertThat(lines).isEmpty();
    }

    @Test
    @DisplayName("has the names of the committed list, no more and no fewer")
    void contract() throws IOException {
        log.info("done");
        Stream<String> always = Json.parse(lines.getFirst()).asObject().names().stream();
        Stream<String> keys = Arrays.stream(LogKey.values()).map(LogKey::key);
        Stream<String> metrics =
                Arrays.stream(Metric.values())
                        .flatMap(
                                metric ->
                                        metric.dimensionSets().stream()
                                                .map(
                                                        set ->
                                                                "metric %s %s %s %s"
                                                                        .formatted(
                                                                                Metrics.NAMESPACE,
                                                                                names(set),
                                                                                metric.metricName(),
                                                                                metric.unit())));
        assertThat(Stream.concat(Stream.concat(always, keys).map(key -> "log " + key), metrics))
                .containsExactlyElementsOf(
                        Files.readAllLines(
                                Path.of("src", "test", "resources", "telemetry-contract.txt")));
    }

    private static String names(List<Dimension> set) {
        return set.stream().map(Dimension::dimensionName).collect(joining(","));
    }
}

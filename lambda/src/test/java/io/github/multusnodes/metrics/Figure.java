package io.github.multusnodes.metrics;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;

import io.github.multusnodes.stage.Stage;
import io.github.multusnodes.telemetry.Dimension;
import io.github.multusnodes.telemetry.Metric;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One value of a metric, as CloudWatch takes it from a log line: once for each set of dimensions.
 */
record Figure(String name, String unit, Map<String, String> dimensions, long value) {

    /** What CloudWatch makes of everything that the functions have logged. */
    static List<Figure> of(Stage stage) {
        return stage.logLines().stream()
                .map(line -> Json.parse(line).asObject())
                .filter(line -> line.get("_aws") != null)
                .flatMap(Figure::of)
                .toList();
    }

    /** Those of one metric. */
    static List<Figure> of(Stage stage, Metric metric) {
        return of(stage).stream().filter(its -> its.name().equals(metric.metricName())).toList();
    }

    /** The values of one metric in the order of time, by the node group alone. */
    static List<Long> values(Stage stage, Metric metric) {
        return of(stage, metric).stream()
                .filter(its -> its.dimensions().size() == 1)
                .map(Figure::value)
                .toList();
    }

    /** The value of one of its dimensions. */
    String dimension(Dimension dimension) {
        return dimensions.getOrDefault(dimension.dimensionName(), "none");
    }

    private static Stream<Figure> of(JsonObject line) {
        return stream(line.get("_aws").asObject().get("CloudWatchMetrics"))
                .flatMap(
                        directive ->
                                stream(directive.asObject().get("Metrics"))
                                        .flatMap(
                                                metric ->
                                                        stream(
                                                                        directive
                                                                                .asObject()
                                                                                .get("Dimensions"))
                                                                .map(
                                                                        set ->
                                                                                figure(
                                                                                        line,
                                                                                        metric
                                                                                                .asObject(),
                                                                                        set))));
    }

    private static Figure figure(JsonObject line, JsonObject metric, JsonValue set) {
        String name = metric.get("Name").asString();
        Map<String, String> dimensions = new TreeMap<>();
        stream(set)
                .forEach(
                        its -> dimensions.put(its.asString(), line.get(its.asString()).asString()));
        return new Figure(name, metric.get("Unit").asString(), dimensions, line.get(name).asLong());
    }

    private static Stream<JsonValue> stream(JsonValue array) {
        return array.asArray().values().stream();
    }
}

package io.github.multusnodes.telemetry;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;

import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Writes metrics as log lines that CloudWatch understands, so that no call is made for them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 *     Embedded metric format</a>
 */
public final class Metrics {

    public static final String NAMESPACE = "MultusNodes";

    private final Consumer<String> sink;
    private final InstantSource clock;
    private final String nodeGroup;

    /**
     * @param sink takes each line, without a line end
     * @param nodeGroup value of the dimension that every metric has
     */
    public Metrics(Consumer<String> sink, InstantSource clock, String nodeGroup) {
        this.sink = sink;
        this.clock = clock;
        this.nodeGroup = nodeGroup;
    }

    /** Writes all values of one event in one line; without values, none. */
    public void emit(Map<Metric, Long> values) {
        emit(values, Map.of());
    }

    /**
     * The same for metrics that tell more than the node group.
     *
     * @param further values of the dimensions that they have besides it
     * @throws IllegalArgumentException if one of those is missing
     */
    public void emit(Map<Metric, Long> values, Map<Dimension, String> further) {
        if (values.isEmpty()) {
            return;
        }
        Map<Metric, Long> ordered = new TreeMap<>(values);
        Map<Dimension, String> dimensions = new EnumMap<>(Dimension.class);
        dimensions.putAll(further);
        dimensions.put(Dimension.NODE_GROUP, nodeGroup);
        JsonObject line =
                new JsonObject()
                        .add(
                                "_aws",
                                new JsonObject()
                                        .add("Timestamp", clock.millis())
                                        .add("CloudWatchMetrics", directives(ordered.keySet())));
        ordered.keySet().stream()
                .flatMap(metric -> metric.dimensionSets().getLast().stream())
                .distinct()
                .sorted()
                .forEach(its -> line.add(its.dimensionName(), value(dimensions, its)));
        ordered.forEach((metric, value) -> line.add(metric.metricName(), value));
        sink.accept(line.toString());
    }

    /** Dimensions hold for all metrics of a directive: one for those that have the same. */
    private static JsonArray directives(Collection<Metric> metrics) {
        Map<List<List<Dimension>>, JsonArray> definitions = new LinkedHashMap<>();
        metrics.forEach(
                metric ->
                        definitions
                                .computeIfAbsent(metric.dimensionSets(), _ -> new JsonArray())
                                .add(
                                        new JsonObject()
                                                .add("Name", metric.metricName())
                                                .add("Unit", metric.unit())));
        JsonArray directives = new JsonArray();
        definitions.forEach(
                (sets, its) ->
                        directives.add(
                                new JsonObject()
                                        .add("Namespace", NAMESPACE)
                                        .add("Dimensions", json(sets))
                                        .add("Metrics", its)));
        return directives;
    }

    private static JsonArray json(List<List<Dimension>> sets) {
        JsonArray json = new JsonArray();
        for (List<Dimension> set : sets) {
            JsonArray names = new JsonArray();
            set.forEach(its -> names.add(its.dimensionName()));
            json.add(names);
        }
        return json;
    }

    private static String value(Map<Dimension, String> dimensions, Dimension wanted) {
        String value = dimensions.get(wanted);
        if (value == null) {
            throw new IllegalArgumentException(
                    "No value for the dimension " + wanted + "; there are " + dimensions);
        }
        return value;
    }
}

package io.github.multusnodes.telemetry;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;

import java.time.InstantSource;
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
    public static final String DIMENSION = "NodeGroup";

    private final Consumer<String> sink;
    private final InstantSource clock;
    private final String nodeGroup;

    /**
     * @param sink takes each line, without a line end
     * @param nodeGroup value of the one dimension
     */
    public Metrics(Consumer<String> sink, InstantSource clock, String nodeGroup) {
        this.sink = sink;
        this.clock = clock;
        this.nodeGroup = nodeGroup;
    }

    /** Writes all values of one event in one line; without values, none. */
    public void emit(Map<Metric, Long> values) {
        if (values.isEmpty()) {
            return;
        }
        Map<Metric, Long> ordered = new TreeMap<>(values);
        JsonArray definitions = new JsonArray();
        ordered.keySet()
                .forEach(
                        metric ->
                                definitions.add(
                                        new JsonObject()
                                                .add("Name", metric.metricName())
                                                .add("Unit", metric.unit())));
        JsonObject directive =
                new JsonObject()
                        .add("Namespace", NAMESPACE)
                        .add("Dimensions", new JsonArray().add(new JsonArray().add(DIMENSION)))
                        .add("Metrics", definitions);
        JsonObject line =
                new JsonObject()
                        .add(
                                "_aws",
                                new JsonObject()
                                        .add("Timestamp", clock.millis())
                                        .add("CloudWatchMetrics", new JsonArray().add(directive)))
                        .add(DIMENSION, nodeGroup);
        ordered.forEach((metric, value) -> line.add(metric.metricName(), value));
        sink.accept(line.toString());
    }
}

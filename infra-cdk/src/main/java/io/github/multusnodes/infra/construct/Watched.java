package io.github.multusnodes.infra.construct;

import io.github.multusnodes.telemetry.Dimension;
import io.github.multusnodes.telemetry.Metrics;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.sqs.IQueue;

import java.util.Map;

/** The metrics of one node group, as CloudWatch is asked for them. */
record Watched(String nodeGroup) {

    /** One of the functions' own, over all of the group. */
    IMetric own(io.github.multusnodes.telemetry.Metric metric, String statistic, int minutes) {
        return Metric.Builder.create()
                .namespace(Metrics.NAMESPACE)
                .metricName(metric.metricName())
                .dimensionsMap(Map.of(Dimension.NODE_GROUP.dimensionName(), nodeGroup))
                .statistic(statistic)
                .period(Duration.minutes(minutes))
                .build();
    }

    /** One of the functions' own, each value of a further dimension as a line of its own. */
    IMetric each(io.github.multusnodes.telemetry.Metric metric, String statistic, int minutes) {
        String dimensions =
                String.join(
                        ",",
                        metric.dimensionSets().getLast().stream()
                                .map(Dimension::dimensionName)
                                .toList());
        return MathExpression.Builder.create()
                .expression(
                        "SEARCH('{%s,%s} MetricName=\"%s\" %s=\"%s\"', '%s', %d)"
                                .formatted(
                                        Metrics.NAMESPACE,
                                        dimensions,
                                        metric.metricName(),
                                        Dimension.NODE_GROUP.dimensionName(),
                                        nodeGroup,
                                        statistic,
                                        minutes * 60))
                .label("")
                .period(Duration.minutes(minutes))
                .usingMetrics(Map.of())
                .build();
    }

    static IMetric ofFunction(String function, String metric, String statistic, int minutes) {
        return Metric.Builder.create()
                .namespace("AWS/Lambda")
                .metricName(metric)
                .dimensionsMap(Map.of("FunctionName", function))
                .statistic(statistic)
                .period(Duration.minutes(minutes))
                .build();
    }

    static IMetric waiting(IQueue queue) {
        return Metric.Builder.create()
                .namespace("AWS/SQS")
                .metricName("ApproximateNumberOfMessagesVisible")
                .dimensionsMap(Map.of("QueueName", queue.getQueueName()))
                .statistic("Maximum")
                .period(Duration.minutes(1))
                .build();
    }
}

package io.github.multusnodes.infra.construct;

import static io.github.multusnodes.telemetry.Metric.ADDRESSES_UNTIL_PODS;
import static io.github.multusnodes.telemetry.Metric.ADDRESS_CONFLICTS;
import static io.github.multusnodes.telemetry.Metric.ATTACH_TIME;
import static io.github.multusnodes.telemetry.Metric.CALLS;
import static io.github.multusnodes.telemetry.Metric.DRAINS_CUT_SHORT;
import static io.github.multusnodes.telemetry.Metric.DRAINS_UNDERWAY;
import static io.github.multusnodes.telemetry.Metric.DRAIN_TIME;
import static io.github.multusnodes.telemetry.Metric.EVICTIONS_BLOCKED;
import static io.github.multusnodes.telemetry.Metric.FREE_ADDRESSES;
import static io.github.multusnodes.telemetry.Metric.HOOKS_RESUMED;
import static io.github.multusnodes.telemetry.Metric.HOOKS_STUCK;
import static io.github.multusnodes.telemetry.Metric.HOOK_ABANDONED;
import static io.github.multusnodes.telemetry.Metric.HOOK_CONTINUED;
import static io.github.multusnodes.telemetry.Metric.HOOK_LEFT_OPEN;
import static io.github.multusnodes.telemetry.Metric.ORPHANS_DELETED;
import static io.github.multusnodes.telemetry.Metric.ORPHANS_SEEN;
import static io.github.multusnodes.telemetry.Metric.THROTTLED_CALLS;

import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.constructs.Construct;

import java.util.List;
import java.util.stream.Stream;

/** One page on how the node group's launches, drains and subnets are doing. */
public final class NodeGroupDashboard extends Construct {

    private final Watched watched;

    /**
     * The page of a node group.
     *
     * @param alarms shown on top
     */
    public NodeGroupDashboard(Construct scope, String id, GroupProps props, List<Alarm> alarms) {
        super(scope, id);
        this.watched = new Watched(props.nodeGroupName());
        Dashboard.Builder.create(this, "Dashboard")
                .dashboardName("multus-" + props.nodeGroupName())
                .widgets(
                        List.of(
                                List.of(status(alarms)),
                                launches(),
                                subnets(),
                                departures(),
                                calls()))
                .build();
    }

    private static IWidget status(List<Alarm> alarms) {
        return AlarmStatusWidget.Builder.create()
                .title("Alarms")
                .alarms(alarms)
                .width(24)
                .height(3)
                .build();
    }

    private List<IWidget> launches() {
        return List.of(
                sums("Hooks answered", HOOK_CONTINUED, HOOK_ABANDONED, HOOK_LEFT_OPEN),
                graph(
                        "Time to attach (ms)",
                        watched.own(ATTACH_TIME, "p50", 5),
                        watched.own(ATTACH_TIME, "p99", 5)),
                graph("Abandoned, by reason", watched.each(HOOK_ABANDONED, "Sum", 5)));
    }

    private List<IWidget> subnets() {
        return List.of(
                graph("Free addresses", watched.each(FREE_ADDRESSES, "Minimum", 5)),
                graph(
                        "Addresses until the pods' range",
                        watched.each(ADDRESSES_UNTIL_PODS, "Minimum", 5)),
                sums("Addresses that were taken already", ADDRESS_CONFLICTS));
    }

    private List<IWidget> departures() {
        return List.of(
                graph(
                        "Time to drain (ms)",
                        watched.own(DRAIN_TIME, "p50", 5),
                        watched.own(DRAIN_TIME, "p99", 5)),
                sums("Drains", DRAINS_UNDERWAY, DRAINS_CUT_SHORT, EVICTIONS_BLOCKED),
                sums("Sweep", HOOKS_RESUMED, HOOKS_STUCK, ORPHANS_SEEN, ORPHANS_DELETED));
    }

    private List<IWidget> calls() {
        return List.of(sums("Calls to AWS", CALLS, THROTTLED_CALLS));
    }

    private IWidget sums(String title, io.github.multusnodes.telemetry.Metric... metrics) {
        return graph(
                title,
                Stream.of(metrics)
                        .map(metric -> watched.own(metric, "Sum", 5))
                        .toArray(IMetric[]::new));
    }

    private static IWidget graph(String title, IMetric... metrics) {
        return GraphWidget.Builder.create()
                .title(title)
                .left(List.of(metrics))
                .width(8)
                .height(6)
                .build();
    }
}

package io.github.multusnodes.wiring;

import io.github.multusnodes.aws.AutoScalingHooks;
import io.github.multusnodes.aws.Ec2Instances;
import io.github.multusnodes.aws.Ec2NetworkInterfaces;
import io.github.multusnodes.aws.Ec2Subnets;
import io.github.multusnodes.drain.DrainSettings;
import io.github.multusnodes.node.NodeGroup;
import io.github.multusnodes.node.Refused;
import io.github.multusnodes.node.Refused.Reason;
import io.github.multusnodes.port.Cluster;
import io.github.multusnodes.query.AwsAccess;
import io.github.multusnodes.query.Calls;
import io.github.multusnodes.query.QueryClient;
import io.github.multusnodes.reconcile.Launch;
import io.github.multusnodes.reconcile.Ports;
import io.github.multusnodes.reconcile.Reporting;
import io.github.multusnodes.reconcile.Sweep;
import io.github.multusnodes.reconcile.Terminate;
import io.github.multusnodes.reconcile.Terminate.Leaving;
import io.github.multusnodes.retry.Time;
import io.github.multusnodes.settings.ClusterSettings;
import io.github.multusnodes.settings.InvalidSettingsException;
import io.github.multusnodes.settings.Settings;
import io.github.multusnodes.settings.SweepSettings;
import io.github.multusnodes.settings.TerminateSettings;
import io.github.multusnodes.telemetry.LogKey;
import io.github.multusnodes.telemetry.Metric;
import io.github.multusnodes.telemetry.Metrics;
import io.github.multusnodes.telemetry.StepLog;

import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The object graph of a function: made once per cold start, from what it is given. */
public final class Wiring {

    private final Time time;
    private final StepLog log;
    private final Metrics metrics;
    private final Launch launch;
    private final Terminate terminate;
    private final Sweep sweep;

    /**
     * Connects everything.
     *
     * @param environment the function's variables
     * @param chance of back-off and of blind spreading
     * @param lines takes log and metric lines
     * @param clusters reaches a cluster; asked only where nodes are to be drained
     */
    public Wiring(
            AwsAccess aws,
            Map<String, String> environment,
            Time time,
            RandomGenerator chance,
            Consumer<String> lines,
            Function<ClusterSettings, Cluster> clusters) {
        Calls calls = new Calls();
        QueryClient ec2 = aws.ec2(calls);
        Ports ports =
                new Ports(
                        new Ec2Instances(ec2),
                        new Ec2Subnets(ec2),
                        new Ec2NetworkInterfaces(ec2),
                        new AutoScalingHooks(aws.autoScaling(calls)),
                        time);
        this.time = time;
        String name = environment.getOrDefault(Settings.NODE_GROUP, "unknown");
        this.log = new StepLog(lines, time::now).with(LogKey.NODE_GROUP, name);
        this.metrics = new Metrics(lines, time::now, name);
        Reporting reporting = new Reporting(log, metrics, time, calls::made);
        this.launch = new Launch(ports, chance, nodeGroup(environment), reporting);
        this.terminate = new Terminate(ports, chance, leaving(environment, clusters), reporting);
        this.sweep = new Sweep(ports, chance, scope(environment), launch, terminate, reporting);
    }

    /** The present moment. */
    public Instant now() {
        return time.now();
    }

    /** The function's log. */
    public StepLog log() {
        return log;
    }

    /** Counts an event that cannot be read. */
    public void countMalformed() {
        metrics.emit(Map.of(Metric.EVENT_MALFORMED, 1L));
    }

    /** The use case of launch hooks. */
    public Launch launch() {
        return launch;
    }

    /** The use case of termination hooks. */
    public Terminate terminate() {
        return terminate;
    }

    /** The use case of the schedule. */
    public Sweep sweep() {
        return sweep;
    }

    private static Supplier<Leaving> leaving(
            Map<String, String> environment, Function<ClusterSettings, Cluster> clusters) {
        return usable(
                () -> {
                    TerminateSettings settings = TerminateSettings.read(environment);
                    return new Leaving(
                            settings.nodeGroup(),
                            settings.cluster().map(clusters),
                            settings.cluster()
                                    .map(ClusterSettings::drain)
                                    .orElse(DrainSettings.DEFAULT));
                });
    }

    private static Supplier<NodeGroup> nodeGroup(Map<String, String> environment) {
        return usable(() -> nodeGroup(Settings.read(environment)));
    }

    private static Supplier<Sweep.Scope> scope(Map<String, String> environment) {
        return usable(
                () -> {
                    SweepSettings its = SweepSettings.read(environment);
                    return new Sweep.Scope(nodeGroup(its.settings()), its.policy());
                });
    }

    private static NodeGroup nodeGroup(Settings settings) {
        return new NodeGroup(settings.nodeGroup(), settings.networks());
    }

    /**
     * Read once, at the first event that needs it: where that fails, for whatever reason, the use
     * case still answers the hook that waits. Settings that cannot be used are told at each event.
     */
    private static <T> Supplier<T> usable(Supplier<T> settings) {
        Once<T> once = new Once<>(settings);
        return () -> {
            try {
                return once.get();
            } catch (InvalidSettingsException invalid) {
                throw new Refused(
                        Reason.INVALID_SETTINGS, String.valueOf(invalid.getMessage()), invalid);
            }
        };
    }
}

package io.github.multusnodes.wiring;

import io.github.multusnodes.aws.AutoScalingHooks;
import io.github.multusnodes.aws.Calls;
import io.github.multusnodes.aws.Ec2Instances;
import io.github.multusnodes.aws.Ec2NetworkInterfaces;
import io.github.multusnodes.aws.Ec2Subnets;
import io.github.multusnodes.node.NodeGroup;
import io.github.multusnodes.node.Refused;
import io.github.multusnodes.node.Refused.Reason;
import io.github.multusnodes.port.Time;
import io.github.multusnodes.reconcile.Launch;
import io.github.multusnodes.reconcile.Ports;
import io.github.multusnodes.reconcile.Reporting;
import io.github.multusnodes.reconcile.Sweep;
import io.github.multusnodes.settings.InvalidSettingsException;
import io.github.multusnodes.settings.Settings;
import io.github.multusnodes.settings.SweepSettings;
import io.github.multusnodes.telemetry.LogKey;
import io.github.multusnodes.telemetry.Metrics;
import io.github.multusnodes.telemetry.StepLog;

import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;

import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The object graph of a function: made once per cold start, from what it is given. */
public final class Wiring {

    private final Time time;
    private final StepLog log;
    private final Launch launch;
    private final Sweep sweep;

    /**
     * Connects everything.
     *
     * @param environment the function's variables
     * @param chance of back-off and of blind spreading
     * @param lines takes log and metric lines
     */
    public Wiring(
            Ec2Client ec2,
            AutoScalingClient autoScaling,
            Map<String, String> environment,
            Time time,
            RandomGenerator chance,
            Consumer<String> lines) {
        Calls calls = new Calls();
        Ports ports =
                new Ports(
                        new Ec2Instances(ec2, calls),
                        new Ec2Subnets(ec2, calls),
                        new Ec2NetworkInterfaces(ec2, calls),
                        new AutoScalingHooks(autoScaling, calls),
                        time);
        this.time = time;
        String name = environment.getOrDefault(Settings.NODE_GROUP, "unknown");
        this.log = new StepLog(lines, time::now).with(LogKey.NODE_GROUP, name);
        Reporting reporting =
                new Reporting(log, new Metrics(lines, time::now, name), time, calls::made);
        this.launch = new Launch(ports, chance, nodeGroup(environment), reporting);
        this.sweep = new Sweep(ports, chance, scope(environment), launch, reporting);
    }

    /** The present moment. */
    public Instant now() {
        return time.now();
    }

    /** The function's log. */
    public StepLog log() {
        return log;
    }

    /** The use case of launch hooks. */
    public Launch launch() {
        return launch;
    }

    /** The use case of the schedule. */
    public Sweep sweep() {
        return sweep;
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
     * Settings that cannot be used refuse each event, so that no hook waits for an answer in vain.
     */
    private static <T> Supplier<T> usable(Supplier<T> settings) {
        try {
            T read = settings.get();
            return () -> read;
        } catch (InvalidSettingsException invalid) {
            return () -> {
                throw new Refused(
                        Reason.INVALID_SETTINGS, String.valueOf(invalid.getMessage()), invalid);
            };
        }
    }
}

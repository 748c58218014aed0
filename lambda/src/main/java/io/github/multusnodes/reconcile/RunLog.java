package io.github.multusnodes.reconcile;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.LifecycleAction;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.Subnet;
import io.github.multusnodes.reconcile.DrainResult.Over;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.FailureKind;
import io.github.multusnodes.telemetry.Dimension;
import io.github.multusnodes.telemetry.LogKey;
import io.github.multusnodes.telemetry.Metric;
import io.github.multusnodes.telemetry.StepLog;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What one run tells: a line for each step, one summary, and the figures for metrics. Safe for use
 * by several threads.
 */
final class RunLog {

    private final StepLog log;
    private final Supplier<Duration> age;
    private final Map<Metric, Long> figures = new EnumMap<>(Metric.class);
    private final Map<Dimension, String> dimensions = new EnumMap<>(Dimension.class);

    /**
     * @param age how long ago the run began
     */
    RunLog(StepLog log, LifecycleAction action, Supplier<Duration> age) {
        this.age = age;
        this.log =
                log.with(LogKey.GROUP, action.group())
                        .with(LogKey.HOOK, action.hook())
                        .with(LogKey.INSTANCE, action.instanceId().orElse(null));
    }

    void created(Network network, Eni eni) {
        count(Metric.INTERFACES_CREATED);
        step(network, eni, "create", "Interface created");
    }

    void attached(Network network, Eni eni) {
        count(Metric.INTERFACES_ATTACHED);
        step(network, eni, "attach", "Interface attached");
    }

    void endsWithInstance(Network network, Eni eni) {
        step(network, eni, "delete_on_termination", "The interface now ends with its instance");
    }

    void sourceDestCheckSet(Network network, Eni eni) {
        step(network, eni, "source_dest_check", "Source/destination check set");
    }

    void tagged(Network network, Eni eni) {
        step(network, eni, "tag", "Lost tags restored");
    }

    void prefixesDelegated(Network network, Eni eni, List<Cidr> prefixes) {
        of(eni).with(LogKey.STEP, "delegate_prefixes")
                .with(LogKey.NETWORK, network.name())
                .with(LogKey.PREFIXES, prefixes.stream().map(Cidr::toString).toList())
                .info("Prefixes delegated to the interface");
    }

    void prefixReturned(Network network, Eni eni, Cidr prefix) {
        surplus(network, eni, prefix).info("A surplus prefix returned");
    }

    void surplusPrefixStays(Network network, Eni eni, Cidr prefix) {
        surplus(network, eni, prefix)
                .warn("A surplus prefix stays: the hook was answered, so pods may use it");
    }

    void prefixesRefused(Network network, List<Cidr> prefixes, CloudFailure failure) {
        count(Metric.ADDRESS_CONFLICTS);
        because(failure)
                .with(LogKey.STEP, "delegate_prefixes")
                .with(LogKey.NETWORK, network.name())
                .with(LogKey.PREFIXES, prefixes.stream().map(Cidr::toString).toList())
                .info("A prefix is refused: looking again");
    }

    void surplusDeleted(Network network, Eni eni) {
        step(network, eni, "delete_surplus", "A surplus interface deleted");
    }

    void addressTaken(Network network, CloudFailure failure) {
        count(Metric.ADDRESS_CONFLICTS);
        because(failure)
                .with(LogKey.STEP, "create")
                .with(LogKey.NETWORK, network.name())
                .info("The address is taken: looking again");
    }

    void unprotected(Network network, Subnet subnet, Cidr range) {
        count(Metric.UNPROTECTED_RANGES);
        log.with(LogKey.STEP, "check")
                .with(LogKey.NETWORK, network.name())
                .with(LogKey.SUBNET, subnet.id())
                .with(LogKey.RANGE, range.toString())
                .warn(
                        "EC2 may give interfaces addresses of an excluded range: cover it with"
                                + " explicit CIDR reservations");
    }

    void waiting(RuntimeException why) {
        if (why instanceof CloudFailure failure && failure.kind() == FailureKind.THROTTLED) {
            count(Metric.THROTTLED_CALLS);
        }
        because(why).with(LogKey.STEP, "wait").info("Waiting before the next try");
    }

    void networkFailed(Network network, RuntimeException failure) {
        because(failure).with(LogKey.NETWORK, network.name()).error("A network failed");
    }

    void givenBack(Eni eni) {
        of(eni).with(LogKey.STEP, "give_back").info("Given back");
    }

    void freed(Eni eni, List<Ip> addresses) {
        of(eni).with(LogKey.STEP, "free_addresses")
                .with(LogKey.ADDRESSES, addresses.stream().map(Ip::toString).toList())
                .info("Addresses of pods freed");
    }

    void freedMeanwhile(Eni eni, CloudFailure failure) {
        of(eni).with(LogKey.STEP, "free_addresses")
                .with(LogKey.REASON, failure.getMessage())
                .info("Addresses of pods are changing: those left end with the interface");
    }

    void releaseFailed(CloudFailure failure) {
        because(failure)
                .with(LogKey.STEP, "give_back")
                .error("Could not look for what to give back: the sweep will");
    }

    void left(Eni eni, RuntimeException failure) {
        of(eni).with(LogKey.STEP, "give_back")
                .with(LogKey.REASON, failure.getMessage())
                .error("Could not be given back: it keeps its tags");
    }

    void undoFailed(RuntimeException failure) {
        because(failure)
                .with(LogKey.STEP, "give_back")
                .error("Could not look for what to give back");
    }

    void heartbeatRefused(CloudFailure failure) {
        because(failure).with(LogKey.STEP, "heartbeat").warn("The heartbeat was refused");
    }

    void answeredBefore(CloudFailure failure) {
        because(failure).with(LogKey.STEP, "answer").info("The lifecycle action is over already");
    }

    void unexpected(RuntimeException failure) {
        log.error("Unexpected failure", failure);
    }

    /** The node has all its interfaces now; a run that attached none says nothing of how long. */
    synchronized void complete() {
        if (figures.containsKey(Metric.INTERFACES_ATTACHED)) {
            figure(Metric.ATTACH_TIME, age.get().toMillis());
        }
    }

    /** The one summary of a run that came to an end. */
    void summary(Outcome outcome, int calls) {
        StepLog line = summaryLine(outcome.label(), calls);
        switch (outcome) {
            case Outcome.Ready(var interfaces) -> {
                count(Metric.HOOK_CONTINUED);
                line.with(LogKey.ADDRESSES, addresses(interfaces))
                        .info("The node has its interfaces");
            }
            case Outcome.AnsweredBefore _ -> line.info("Nothing to do: answered before");
            case Outcome.InstanceGone _ ->
                    line.info("The instance is gone; nothing of ours is left");
            case Outcome.Abandoned(var reason, String message) -> {
                count(Metric.HOOK_ABANDONED);
                dimension(Dimension.REASON, reason.name());
                line.with(LogKey.ERROR_CODE, reason.name())
                        .with(LogKey.REASON, message)
                        .error("Abandoned: trying again cannot help");
            }
            case Outcome.Released(Over(DrainEnd drain, var took)) -> {
                count(Metric.HOOK_CONTINUED);
                took.ifPresent(time -> figure(Metric.DRAIN_TIME, time.toMillis()));
                line.with(LogKey.DRAIN, drain.name()).info("The node has left cleanly");
            }
            case Outcome.Draining(int pods) -> {
                count(Metric.DRAINS_UNDERWAY);
                line.with(LogKey.PODS_LEFT, pods).info("The drain goes on in a later run");
            }
            case Outcome.LetGo(var reason, String message) -> {
                count(Metric.HOOK_CONTINUED);
                line.with(LogKey.ERROR_CODE, reason.name())
                        .with(LogKey.REASON, message)
                        .error("Let go without a clean drain and release");
            }
            case Outcome.Ignored(var reason, String message) ->
                    line.with(LogKey.ERROR_CODE, reason.name())
                            .with(LogKey.REASON, message)
                            .error("Ignored: nothing was changed");
        }
    }

    /** The one summary of a run after which the event is to come again. */
    void leftOpen(RuntimeException why, int calls) {
        count(Metric.HOOK_LEFT_OPEN);
        summaryLine("retry", calls)
                .with(LogKey.REASON, why.getMessage())
                .warn("Left open: the event is to come again");
    }

    /** The figures of this run. */
    synchronized Map<Metric, Long> figures() {
        return Map.copyOf(figures);
    }

    /** What they are about, besides the node group. */
    synchronized Map<Dimension, String> dimensions() {
        return Map.copyOf(dimensions);
    }

    private StepLog summaryLine(String outcome, int calls) {
        long took = age.get().toMillis();
        figure(Metric.CALLS, calls);
        figure(Metric.DURATION, took);
        return log.with(LogKey.STEP, "summary")
                .with(LogKey.OUTCOME, outcome)
                .with(LogKey.DURATION_MS, took)
                .with(LogKey.CALLS, calls);
    }

    private void step(Network network, Eni eni, String step, String message) {
        of(eni).with(LogKey.STEP, step)
                .with(LogKey.NETWORK, network.name())
                .with(LogKey.DEVICE_INDEX, network.slot().deviceIndex())
                .info(message);
    }

    private StepLog of(Eni eni) {
        return log.with(LogKey.ENI, eni.id())
                .with(LogKey.SUBNET, eni.subnetId())
                .with(LogKey.ADDRESS, primary(eni).orElse(null));
    }

    private StepLog surplus(Network network, Eni eni, Cidr prefix) {
        return of(eni).with(LogKey.STEP, "return_prefix")
                .with(LogKey.NETWORK, network.name())
                .with(LogKey.PREFIXES, List.of(prefix.toString()));
    }

    private StepLog because(RuntimeException failure) {
        String code = failure instanceof CloudFailure cloud ? cloud.code() : null;
        return log.with(LogKey.ERROR_CODE, code).with(LogKey.REASON, failure.getMessage());
    }

    private static List<String> addresses(List<Eni> interfaces) {
        return interfaces.stream()
                .flatMap(eni -> eni.addresses().stream())
                .map(Object::toString)
                .toList();
    }

    private static Optional<String> primary(Eni eni) {
        return eni.addresses().stream().findFirst().map(Object::toString);
    }

    /** A line of a step. */
    StepLog line(String step) {
        return log.with(LogKey.STEP, step);
    }

    synchronized void count(Metric metric) {
        figures.merge(metric, 1L, Long::sum);
    }

    private synchronized void dimension(Dimension dimension, String value) {
        dimensions.put(dimension, value);
    }

    private synchronized void figure(Metric metric, long value) {
        figures.put(metric, value);
    }
}

package io.github.multusnodes.pods.agent;

import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.node.BackOff;
import io.github.multusnodes.pods.node.Denial;
import io.github.multusnodes.pods.node.Ledger;
import io.github.multusnodes.pods.node.Sight;
import io.github.multusnodes.pods.plan.Step;
import io.github.multusnodes.pods.step.StepCall;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.FailureKind;
import io.github.multusnodes.telemetry.StepLog;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes steps, those of a kind side by side, and tells the ledger what became of each. After a
 * failure that is nobody's fault it rests a while, and lets what comes meanwhile gather.
 */
final class Hands {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final AgentPorts ports;
    private final Ledger ledger;
    private final StepCall call;
    private final BackOff backOff;
    private int failures;
    private Instant calm = Instant.MIN;

    Hands(AgentPorts ports, Ledger ledger, StepLog log) {
        this.ports = ports;
        this.ledger = ledger;
        this.call = new StepCall(ports.ec2(), log);
        this.backOff = new BackOff(FIRST, LONGEST, ports.jitter());
    }

    /** A step, and why it was not taken. */
    private record Outcome(Step step, Optional<CloudFailure> failure) {}

    /** Until when no call is to be made. */
    Instant restingUntil() {
        return calm;
    }

    /**
     * Takes steps: first what has to be taken from interfaces, then what goes to others.
     *
     * @return how many addresses got where they should
     */
    int take(Sight sight, List<Step> steps) {
        List<Outcome> taken =
                together(steps.stream().filter(Step.Unassign.class::isInstance).toList());
        Set<Ip> stuck =
                taken.stream()
                        .filter(its -> its.failure().isPresent())
                        .flatMap(its -> its.step().addresses().stream())
                        .collect(Collectors.toSet());
        List<Outcome> given =
                together(steps.stream().flatMap(step -> without(step, stuck)).toList());
        return Stream.concat(taken.stream(), given.stream())
                .mapToInt(outcome -> settle(sight, outcome))
                .sum();
    }

    /** A step to give what could be taken. */
    private static Stream<Step> without(Step step, Set<Ip> stuck) {
        if (!(step instanceof Step.Assign(var eni, var addresses, var reassign))) {
            return Stream.empty();
        }
        List<Ip> left = addresses.stream().filter(ip -> !stuck.contains(ip)).toList();
        return left.isEmpty() ? Stream.empty() : Stream.of(new Step.Assign(eni, left, reassign));
    }

    private List<Outcome> together(List<Step> steps) {
        List<Callable<Outcome>> tasks =
                steps.stream().<Callable<Outcome>>map(step -> () -> outcome(step)).toList();
        return tasks.isEmpty() ? List.of() : ports.time().together(tasks);
    }

    private Outcome outcome(Step step) {
        try {
            call.take(step);
            return new Outcome(step, Optional.empty());
        } catch (CloudFailure failure) {
            return new Outcome(step, Optional.of(failure));
        }
    }

    private int settle(Sight sight, Outcome outcome) {
        Step step = outcome.step();
        if (outcome.failure().isPresent()) {
            fail(sight, step, outcome.failure().get());
            return 0;
        }
        failures = 0;
        ledger.taken(step, ports.time().now());
        int count = step.addresses().size();
        switch (step) {
            case Step.Assign _ -> ports.reports().assigned(count);
            case Step.Unassign _ -> ports.reports().released(count);
        }
        return count;
    }

    private void fail(Sight sight, Step step, CloudFailure failure) {
        if (failure.kind() == FailureKind.UNAVAILABLE) {
            ledger.unsure(step, ports.time().now());
        }
        if (!failed(failure)) {
            ledger.refused(
                    sight,
                    step,
                    new Denial(
                            failure.kind() == FailureKind.LIMIT,
                            failure.kind() == FailureKind.DENIED,
                            failure.text()));
        }
    }

    /**
     * Tells of a failure, and rests if it would befall any call.
     *
     * @return whether it would
     */
    boolean failed(CloudFailure failure) {
        ports.reports().failed(failure);
        if (failure.kind().passes()) {
            failures++;
            calm = ports.time().now().plus(backOff.after(failures));
        }
        return failure.kind().passes();
    }
}

package io.github.multusnodes.reconcile;

import io.github.multusnodes.node.Destination;
import io.github.multusnodes.node.LifecycleAction;
import io.github.multusnodes.node.Member;
import io.github.multusnodes.reconcile.Reads.Answer;
import io.github.multusnodes.reconcile.Standing.Phase;

import java.time.Duration;
import java.util.Optional;

/**
 * Where the leaving of an instance stands. What may not be read counts as unknown, and the work
 * goes on without it.
 *
 * @param readable whether Auto Scaling's view of the instance can be read
 * @param member the instance as Auto Scaling shows it, in service or in the warm pool
 * @param heartbeatTimeout of the hook, if it can be read
 */
record Departure(boolean readable, Optional<Member> member, Optional<Duration> heartbeatTimeout) {

    static Departure read(Run run) {
        LifecycleAction action = run.action();
        Reads reads = new Reads(run.ports().time(), run.retry());
        Answer<Optional<Optional<Member>>> member =
                reads.addIfPermitted(() -> run.ports().hooks().member(run.instanceId()));
        Answer<Optional<Optional<Duration>>> timeout =
                reads.addIfPermitted(
                        () -> run.ports().hooks().heartbeatTimeout(action.group(), action.hook()));
        reads.make();
        return new Departure(
                member.get().isPresent(),
                member.get().flatMap(found -> found),
                timeout.get().flatMap(found -> found));
    }

    /** Whether Auto Scaling does not show yet that the instance leaves, or it does not at all. */
    boolean isUnseen() {
        return member.filter(Member::isServing).isPresent();
    }

    /** What this look means for the hook. */
    Phase phase(Destination destination) {
        if (!readable) {
            return Phase.WAITING;
        }
        return member.map(
                        its -> its.mayAwaitDeparture(destination) ? Phase.WAITING : Phase.ANSWERED)
                .orElse(Phase.GONE);
    }

    /** The phase once Auto Scaling has rejected an answer. */
    Phase phaseAfterRejection(Destination destination) {
        return readable ? phase(destination) : Phase.ANSWERED;
    }
}

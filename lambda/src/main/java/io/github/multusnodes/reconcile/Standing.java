package io.github.multusnodes.reconcile;

import io.github.multusnodes.node.LifecycleAction;
import io.github.multusnodes.node.Member;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.Node;
import io.github.multusnodes.node.Refused;
import io.github.multusnodes.node.Refused.Reason;
import io.github.multusnodes.node.Subnet;
import io.github.multusnodes.reconcile.Reads.Answer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a lifecycle action stands: the first look of a run, before anything is decided. What may
 * not be read counts as unknown, and the work goes on without it.
 *
 * @param node the instance, if EC2 shows it
 * @param subnets those of the configured subnets that exist
 * @param members the group's instances, if they can be read
 * @param heartbeatTimeout of the hook, if it can be read
 */
record Standing(
        Optional<Node> node,
        List<Subnet> subnets,
        Optional<List<Member>> members,
        Optional<Duration> heartbeatTimeout) {

    /** A group that Auto Scaling does not show for so long is not there. */
    private static final Duration SHOWN_WITHIN = Duration.ofMinutes(1);

    /** What is known of an action means this for a launch. */
    enum Phase {
        /** The hook waits, or nothing says that it does not. */
        WAITING,
        /** It was answered before. */
        ANSWERED,
        /** The instance is gone, or on its way out. */
        GONE
    }

    /**
     * Reads it, side by side.
     *
     * @throws Refused {@code UNKNOWN_HOOK} if the group can be read and has no such hook, or if
     *     there is no such group and the instance has lived for a while: it is then none that the
     *     event can be about. The group of a fresh one may only not be shown yet
     */
    static Standing read(Run run, List<Network> networks) {
        Ports ports = run.ports();
        LifecycleAction action = run.action();
        List<String> subnetIds =
                networks.stream()
                        .flatMap(network -> network.subnets().stream())
                        .distinct()
                        .toList();
        Reads reads = new Reads(ports.time(), run.retry());
        Answer<Optional<Node>> node = reads.add(() -> ports.instances().find(run.instanceId()));
        Answer<List<Subnet>> subnets = reads.add(() -> ports.subnets().find(subnetIds));
        Answer<Optional<Optional<List<Member>>>> members =
                reads.addIfPermitted(() -> ports.hooks().members(action.group()));
        Answer<Optional<Optional<Duration>>> timeout =
                reads.addIfPermitted(
                        () -> ports.hooks().heartbeatTimeout(action.group(), action.hook()));
        reads.make();
        boolean noGroup = members.get().filter(Optional::isEmpty).isPresent();
        Instant shownBy = ports.time().now().minus(SHOWN_WITHIN);
        if (noGroup && node.get().filter(seen -> isSettled(seen, shownBy)).isPresent()) {
            throw unknown("There is no Auto Scaling group '" + action.group() + "'");
        }
        Optional<List<Member>> group = members.get().flatMap(found -> found);
        if (group.isPresent() && timeout.get().filter(Optional::isEmpty).isPresent()) {
            throw unknown(
                    "Auto Scaling group '%s' has no lifecycle hook '%s'"
                            .formatted(action.group(), action.hook()));
        }
        return new Standing(
                node.get(), subnets.get(), group, timeout.get().flatMap(found -> found));
    }

    /** Whether the hook may wait for an instance that EC2 does not show yet. */
    boolean waitsUnseen(String instanceId) {
        return node.isEmpty() && phaseOf(instanceId) == Phase.WAITING;
    }

    /** Whether neither EC2 nor the group shows the instance: it is new to both, or long gone. */
    boolean isUnheardOf(String instanceId) {
        return node.isEmpty() && members.isPresent() && self(instanceId).isEmpty();
    }

    /** The phase that this look shows. */
    Phase phaseOf(String instanceId) {
        if (node.filter(seen -> seen.state() == Node.State.GOING).isPresent()) {
            return Phase.GONE;
        }
        return self(instanceId).map(Standing::phaseOf).orElse(Phase.WAITING);
    }

    /**
     * The phase once Auto Scaling has rejected an answer: where the group cannot be read, that says
     * that the action is over.
     */
    Phase phaseAfterRejection(String instanceId) {
        Phase phase = phaseOf(instanceId);
        return phase == Phase.WAITING && members.isEmpty() ? Phase.ANSWERED : phase;
    }

    /** The phase that a group's view of one instance means. */
    static Phase phaseOf(Member member) {
        if (member.isLeaving()) {
            return Phase.GONE;
        }
        return member.mayAwaitLaunch() ? Phase.WAITING : Phase.ANSWERED;
    }

    private Optional<Member> self(String instanceId) {
        return members.orElse(List.of()).stream()
                .filter(member -> member.instanceId().equals(instanceId))
                .findFirst();
    }

    private static boolean isSettled(Node node, Instant launchedBy) {
        return node.state() != Node.State.GOING && node.launched().isBefore(launchedBy);
    }

    private static Refused unknown(String what) {
        return new Refused(
                Reason.UNKNOWN_HOOK,
                what
                        + ", which the event names. Check the rule that sends events to this"
                        + " function.");
    }
}

package io.github.multusnodes.node;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a sweep does about what it has seen. Pure: the same sight gives the same steps. */
public final class SweepPlan {

    /** In this time, sweeps each minute have tried three times to bring a launch to its end. */
    private static final Duration SOME_SWEEPS = Duration.ofMinutes(3);

    private final NodeGroup nodeGroup;
    private final SweepPolicy policy;
    private final SweepSight sight;
    private final Instant now;

    /**
     * @param now when the look began: what is seen is no older
     */
    public SweepPlan(NodeGroup nodeGroup, SweepPolicy policy, SweepSight sight, Instant now) {
        this.nodeGroup = nodeGroup;
        this.policy = policy;
        this.sight = sight;
        this.now = now;
    }

    /** What to do about interfaces that nothing uses. */
    public List<SweepStep> ofInterfaces() {
        return Orphans.steps(sight, nodeGroup.name(), policy.grace(), now).toList();
    }

    /** What to do about hooks that wait. */
    public List<SweepStep> ofHooks() {
        return sight.members().entrySet().stream()
                .flatMap(
                        group ->
                                members(group.getValue())
                                        .flatMap(member -> hook(group.getKey(), member)))
                .toList();
    }

    /** What to do about nodes that serve again after the warm pool. */
    public List<SweepStep> ofReturned() {
        return sight.members().entrySet().stream()
                .flatMap(
                        group ->
                                members(group.getValue())
                                        .filter(Member::isInService)
                                        .flatMap(member -> returned(group.getKey(), member)))
                .toList();
    }

    /** What to do about nodes in service that lack something. */
    public List<SweepStep> ofNodes() {
        if (!sight.isComplete()) {
            return List.of();
        }
        List<Eni> interfaces = sight.interfaces().orElseThrow();
        return sight.members().entrySet().stream()
                .flatMap(
                        group ->
                                members(group.getValue())
                                        .filter(Member::isInService)
                                        .flatMap(member -> settled(member).stream())
                                        .filter(node -> node.state() == Node.State.PRESENT)
                                        .map(
                                                node ->
                                                        Drift.of(
                                                                nodeGroup,
                                                                group.getKey(),
                                                                node,
                                                                interfaces))
                                        .flatMap(Optional::stream))
                .toList();
    }

    /** Since when an instance leaves, nothing tells: that is overdue at once. */
    private Stream<SweepStep> hook(String group, Member member) {
        String id = member.instanceId();
        return switch (member.lifecycleState()) {
            case "Pending:Wait" ->
                    settled(member).stream()
                            .map(node -> new SweepStep.AnswerLaunch(group, id, isOverdue(node)));
            case "Warmed:Pending:Wait" ->
                    settled(member).stream()
                            .map(node -> new SweepStep.AnswerEither(group, id, isOverdue(node)));
            case "Terminating:Wait", "Warmed:Terminating:Wait" ->
                    Stream.of(new SweepStep.AnswerTermination(group, id, true));
            default -> Stream.empty();
        };
    }

    private Stream<SweepStep> returned(String group, Member member) {
        return sight.parkedNode(member.instanceId()).stream()
                .map(node -> new SweepStep.Uncordon(group, member.instanceId(), node));
    }

    /** An event that has not come by now is late or lost. */
    private Optional<Node> settled(Member member) {
        return sight.node(member.instanceId()).filter(node -> isOlder(node, policy.launchGrace()));
    }

    private boolean isOverdue(Node node) {
        return isOlder(node, policy.launchGrace().plus(SOME_SWEEPS));
    }

    private boolean isOlder(Node node, Duration age) {
        return !node.launched().plus(age).isAfter(now);
    }

    private static Stream<Member> members(Optional<List<Member>> group) {
        return group.stream().flatMap(List::stream);
    }
}

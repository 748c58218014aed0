package io.github.multusnodes.pods.node;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.pods.plan.Rules;

import java.time.Duration;
import java.util.List;

/**
 * On what terms an agent gives and takes addresses.
 *
 * @param ownRanges ranges of addresses that nobody but the agent puts on interfaces of networks:
 *     what is left of a run before is released too
 * @param releaseAfter how long no pod must have an address before it is released
 * @param awaiting how long a pod that has no interfaces yet keeps everything from being released
 * @param lag how long instance metadata may go on to show what was before a change
 * @param patience how long an address that was in its place may be missing before anything is done:
 *     it may be on its way to another pod
 */
public record Terms(
        Rules rules,
        List<Cidr> ownRanges,
        Duration releaseAfter,
        Duration awaiting,
        Duration lag,
        Duration patience) {

    public Terms {
        ownRanges = List.copyOf(ownRanges);
    }

    /** What suits most nodes. */
    public static Terms usual(Rules rules, List<Cidr> ownRanges) {
        return new Terms(
                rules,
                ownRanges,
                Duration.ofMinutes(1),
                Duration.ofMinutes(2),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10));
    }
}

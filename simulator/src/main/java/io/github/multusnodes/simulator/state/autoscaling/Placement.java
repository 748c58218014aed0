package io.github.multusnodes.simulator.state.autoscaling;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which subnet the next instance goes into, and which instances go when there are too many. */
final class Placement {

    private Placement() {}

    /**
     * The subnet in the zone with the fewest instances; of several the emptiest, then the first.
     */
    static Group.Subnet next(Group group, List<Member> present) {
        return group.subnets().stream()
                .min(
                        Comparator.<Group.Subnet>comparingLong(
                                        subnet -> inZone(present, subnet.zone()))
                                .thenComparingLong(subnet -> inSubnet(present, subnet)))
                .orElseThrow();
    }

    /**
     * The instance that goes first: from the zone with the most instances, by the group's
     * termination policies, then the one launched first. Protected instances stay.
     */
    static Optional<Member> first(Group group, List<Member> present) {
        Comparator<Member> order =
                Comparator.comparingLong(m -> -inZone(present, m.subnet().zone()));
        for (TerminationPolicy policy : group.policy().terminationPolicies()) {
            order = order.thenComparing(policy.order());
        }
        return present.stream()
                .filter(member -> !member.protectedFromScaleIn())
                .min(order.thenComparing(Member::launched));
    }

    private static long inZone(List<Member> present, String zone) {
        return present.stream().filter(member -> member.subnet().zone().equals(zone)).count();
    }

    private static long inSubnet(List<Member> present, Group.Subnet subnet) {
        return present.stream().filter(member -> member.subnet().equals(subnet)).count();
    }
}

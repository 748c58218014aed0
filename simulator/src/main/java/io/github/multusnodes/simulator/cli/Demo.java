package io.github.multusnodes.simulator.cli;

import io.github.multusnodes.simulator.report.Block;

import java.util.List;

/**
 * What was set up for a run.
 *
 * @param nodeSubnets one per zone
 * @param subnets of the networks, by network and zone
 */
record Demo(
        DemoPlan plan,
        String vpcId,
        String securityGroup,
        String launchTemplate,
        List<Subnet> nodeSubnets,
        List<Subnet> subnets) {

    /**
     * A subnet.
     *
     * @param network its network, counted from 0; -1 for the nodes' own
     */
    record Subnet(String id, int network, String zone, Block block) {}

    Demo {
        nodeSubnets = List.copyOf(nodeSubnets);
        subnets = List.copyOf(subnets);
    }

    /** The function's {@code MULTUS_NETWORKS}. */
    String networksJson() {
        return plan.networksJson(
                (network, zone) -> subnet(network, plan.zoneNames().get(zone)).id(), securityGroup);
    }

    Subnet subnet(int network, String zone) {
        return subnets.stream()
                .filter(each -> each.network() == network && each.zone().equals(zone))
                .findFirst()
                .orElseThrow();
    }
}

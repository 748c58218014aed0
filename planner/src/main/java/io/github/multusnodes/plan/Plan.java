package io.github.multusnodes.plan;

import io.github.multusnodes.node.InterfaceLimits;

import java.util.List;

/**
 * What the functions would do.
 *
 * @param nodes how many nodes were asked for, in each zone
 * @param types the instance types that were checked
 * @param subnets by zone
 * @param findings what stops a launch first, then warnings
 */
record Plan(
        String nodeGroup,
        int nodes,
        List<InterfaceLimits> types,
        List<SubnetPlan> subnets,
        List<Finding> findings) {

    Plan {
        types = List.copyOf(types);
        subnets = List.copyOf(subnets);
        findings = List.copyOf(findings);
    }

    /** Whether every one of the nodes could launch. */
    boolean fits() {
        return findings.stream().noneMatch(Finding::stops);
    }
}

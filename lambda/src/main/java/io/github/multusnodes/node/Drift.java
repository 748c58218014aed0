package io.github.multusnodes.node;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a node in service lacks of what its launch gave it: found by the launch's own plan. */
final class Drift {

    private Drift() {}

    static Optional<SweepStep> of(
            NodeGroup nodeGroup, String group, Node node, List<Eni> interfaces) {
        List<String> drift = new ArrayList<>();
        boolean curable = true;
        for (Network network : nodeGroup.networks()) {
            try {
                List<Step> steps = steps(nodeGroup.name(), network, node, interfaces);
                if (!steps.isEmpty()) {
                    drift.add(
                            network.name()
                                    + ": "
                                    + steps.stream().map(Step::label).collect(joining(", ")));
                }
            } catch (Refused refused) {
                curable = false;
                drift.add(network.name() + ": " + refused.reason());
            }
        }
        return drift.isEmpty()
                ? Optional.empty()
                : Optional.of(new SweepStep.Repair(group, node.instanceId(), drift, curable));
    }

    private static List<Step> steps(
            String nodeGroup, Network network, Node node, List<Eni> interfaces) {
        String instanceId = node.instanceId();
        List<Eni> ours =
                interfaces.stream()
                        .filter(eni -> Tags.isFor(eni, nodeGroup, instanceId, network))
                        .toList();
        return InterfacePlan.steps(nodeGroup, network, instanceId, ours, node.occupied());
    }
}

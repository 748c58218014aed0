package io.github.multusnodes.node;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.node.Refused.Reason;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The steps from what a node has in one network to what it should have. Pure: the same sight gives
 * the same steps, and a node that has what it should gives none.
 */
public final class InterfacePlan {

    private InterfacePlan() {}

    /**
     * The steps that can be done now, in any order or side by side; after them there may be more.
     *
     * @param nodeGroup whose node it is
     * @param network what is wanted
     * @param instanceId the node
     * @param ours the interfaces that were made for this node and network, as seen
     * @param occupied the interface in each slot of the node, whoever owns it
     * @throws Refused if the network's slot is held by an interface that is not ours, or ours sits
     *     in another slot
     */
    public static List<Step> steps(
            String nodeGroup,
            Network network,
            String instanceId,
            List<Eni> ours,
            Map<Slot, String> occupied) {
        Optional<Eni> inPlace = attachedTo(instanceId, ours);
        if (inPlace.isPresent()) {
            return finish(nodeGroup, network, instanceId, inPlace.get(), ours);
        }
        String holder = occupied.get(network.slot());
        if (holder != null) {
            throw slotTaken(network, instanceId, holder);
        }
        return ours.stream()
                .filter(eni -> eni.attachment().isEmpty())
                .min(Comparator.comparing(Eni::id))
                .<List<Step>>map(eni -> List.of(new Step.Attach(eni)))
                .orElseGet(() -> List.of(new Step.Create()));
    }

    private static Optional<Eni> attachedTo(String instanceId, List<Eni> ours) {
        return ours.stream()
                .filter(eni -> eni.slotOn(instanceId).isPresent())
                .min(Comparator.comparing(Eni::id));
    }

    private static List<Step> finish(
            String nodeGroup, Network network, String instanceId, Eni eni, List<Eni> ours) {
        Attachment attachment = eni.attachment().orElseThrow();
        if (!attachment.slot().equals(network.slot())) {
            throw new Refused(
                    Reason.DEVICE_INDEX_TAKEN,
                    "Interface "
                            + eni.id()
                            + " of network '"
                            + network.name()
                            + "' sits at "
                            + attachment.slot()
                            + " of "
                            + instanceId
                            + ", the settings say "
                            + network.slot()
                            + ". Replace the instance: device indexes do not change on a running"
                            + " node.");
        }
        List<Step> steps = new ArrayList<>();
        if (!attachment.deleteOnTermination()) {
            steps.add(new Step.EndWithInstance(eni, attachment));
        }
        if (eni.sourceDestCheck() != network.sourceDestCheck()) {
            steps.add(new Step.SetSourceDestCheck(eni, network.sourceDestCheck()));
        }
        Map<String, String> lost = Tags.missing(eni, nodeGroup, instanceId, network);
        if (!lost.isEmpty()) {
            steps.add(new Step.Tag(eni, lost));
        }
        ours.stream()
                .filter(other -> other.attachment().isEmpty())
                .forEach(other -> steps.add(new Step.DeleteSurplus(other)));
        return steps.isEmpty() ? delegate(network, eni) : List.copyOf(steps);
    }

    /**
     * One family after the other, and only when all else is done: EC2 knows no token for it, so
     * that nothing else may make a run forget what it has delegated. Where that happened
     * nevertheless, the interface has more than wanted, and the highest go back one by one.
     */
    private static List<Step> delegate(Network network, Eni eni) {
        for (Family family : Family.values()) {
            List<Cidr> surplus = network.podPrefixes().surplus(family, eni);
            if (!surplus.isEmpty()) {
                return List.of(new Step.ReturnPrefix(eni, surplus.getLast()));
            }
            int missing = network.podPrefixes().missing(family, eni);
            if (missing > 0) {
                return List.of(new Step.DelegatePrefixes(eni, family, missing));
            }
        }
        return List.of();
    }

    private static Refused slotTaken(Network network, String instanceId, String holder) {
        return new Refused(
                Reason.DEVICE_INDEX_TAKEN,
                "Network '"
                        + network.name()
                        + "' needs "
                        + network.slot()
                        + " of "
                        + instanceId
                        + ", where interface "
                        + holder
                        + " sits, which is not ours. Give the network a device index that nothing"
                        + " else uses; the VPC CNI takes the lowest free one.");
    }
}

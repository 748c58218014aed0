package io.github.multusnodes.pods.assign;

import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.plan.Held;
import io.github.multusnodes.pods.plan.Holder;
import io.github.multusnodes.pods.plan.NodeEni;
import io.github.multusnodes.retry.Retry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The node's interfaces: instance metadata knows their subnets, EC2 the rest. */
final class View {

    private final Ports ports;

    View(Ports ports) {
        this.ports = ports;
    }

    /** As instance metadata shows them: costs no call to EC2, and may be old. */
    List<NodeEni> inMetadata(Retry retry) {
        return retry.call(() -> ports.metadata().list());
    }

    /** Those that both show, as EC2 has them. */
    List<NodeEni> inEc2(List<NodeEni> inMetadata, Retry retry) {
        String instance = retry.call(() -> ports.metadata().instanceId());
        Map<String, NodeEni> known = new HashMap<>();
        retry.call(() -> ports.ec2().ofInstance(instance)).forEach(eni -> known.put(eni.id(), eni));
        List<NodeEni> both = new ArrayList<>();
        for (NodeEni shown : inMetadata) {
            NodeEni ofEc2 = known.get(shown.id());
            if (ofEc2 != null) {
                both.add(shown.as(ofEc2));
            }
        }
        return List.copyOf(both);
    }

    /** Who holds addresses, by subnet. */
    Map<Ip, Holder> holders(Map<String, List<Ip>> addresses, Retry retry) {
        Map<Ip, Holder> holders = new HashMap<>();
        addresses.forEach(
                (subnet, its) ->
                        holders.putAll(retry.call(() -> ports.ec2().holders(subnet, its))));
        return holders;
    }

    /** Those of some addresses that interfaces of the node do not show. */
    static List<Held> notShown(Collection<Held> wanted, Collection<NodeEni> shown) {
        return wanted.stream()
                .filter(
                        held ->
                                shown.stream()
                                        .filter(eni -> eni.id().equals(held.eniId()))
                                        .noneMatch(eni -> eni.gets(held.address())))
                .sorted((one, other) -> one.address().compareTo(other.address()))
                .toList();
    }
}

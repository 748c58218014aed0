package io.github.multusnodes.simulator.state.ec2;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An elastic network interface (ENI). */
public record NetworkInterface(
        String id,
        String subnetId,
        String vpcId,
        String zone,
        String mac,
        String interfaceType,
        String description,
        boolean sourceDestCheck,
        List<String> groups,
        Map<String, String> tags,
        Addresses addresses,
        Optional<Attachment> attachment) {

    public NetworkInterface {
        groups = List.copyOf(groups);
        tags = Map.copyOf(tags);
    }

    /** {@code available}, or {@code in-use} from attaching until detached. */
    public String status() {
        return attachment.isPresent() ? "in-use" : "available";
    }

    /** Its primary IPv4 address; an {@code efa-only} interface has none. */
    public Optional<Ip> primaryIp() {
        return addresses.ipv4().stream().findFirst();
    }

    /** Whether it is attached, or being attached or detached, to the instance. */
    public boolean isOn(String instanceId) {
        return attachment.filter(its -> its.instanceId().equals(instanceId)).isPresent();
    }

    NetworkInterface withDescription(String other) {
        return copy(other, sourceDestCheck, groups, tags, addresses, attachment);
    }

    NetworkInterface withSourceDestCheck(boolean wanted) {
        return copy(description, wanted, groups, tags, addresses, attachment);
    }

    NetworkInterface withGroups(List<String> other) {
        return copy(description, sourceDestCheck, other, tags, addresses, attachment);
    }

    NetworkInterface withTags(Map<String, String> other) {
        return copy(description, sourceDestCheck, groups, other, addresses, attachment);
    }

    NetworkInterface withAddresses(Addresses other) {
        return copy(description, sourceDestCheck, groups, tags, other, attachment);
    }

    NetworkInterface withAttachment(Optional<Attachment> other) {
        return copy(description, sourceDestCheck, groups, tags, addresses, other);
    }

    private NetworkInterface copy(
            String newDescription,
            boolean newCheck,
            List<String> newGroups,
            Map<String, String> newTags,
            Addresses newAddresses,
            Optional<Attachment> newAttachment) {
        return new NetworkInterface(
                id,
                subnetId,
                vpcId,
                zone,
                mac,
                interfaceType,
                newDescription,
                newCheck,
                newGroups,
                newTags,
                newAddresses,
                newAttachment);
    }
}

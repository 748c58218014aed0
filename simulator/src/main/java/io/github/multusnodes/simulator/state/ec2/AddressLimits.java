package io.github.multusnodes.simulator.state.ec2;

import io.github.multusnodes.simulator.state.Refusal;

/** How many addresses and prefixes an interface may have. */
final class AddressLimits {

    private static final int LARGEST = 50;

    private final Directory<Instance> instances;
    private final InstanceTypes types;

    AddressLimits(Directory<Instance> instances, InstanceTypes types) {
        this.instances = instances;
        this.types = types;
    }

    /** Refuses what no instance type has room for: the interface is not attached. */
    void requireRoom(int ipv4, int ipv6) {
        if (ipv4 > LARGEST || ipv6 > LARGEST) {
            throw exceeded();
        }
    }

    /** Refuses what the type of the instance that an interface is on has no room for. */
    void requireRoom(NetworkInterface its, int ipv4, int ipv6) {
        requireRoom(ipv4, ipv6);
        its.attachment()
                .flatMap(attachment -> instances.find(attachment.instanceId()))
                .map(instance -> types.existing(instance.type()))
                .ifPresent(type -> requireRoom(type, ipv4, ipv6));
    }

    /** Refuses an interface that an instance type has no room for. */
    void requireRoom(InstanceType type, int ipv4, int ipv6) {
        if (ipv4 > type.ipv4PerInterface() || ipv6 > type.ipv6PerInterface()) {
            throw exceeded();
        }
    }

    private static Refusal exceeded() {
        return Refusal.of(
                "PrivateIpAddressLimitExceeded", "Number of private addresses will exceed limit.");
    }
}

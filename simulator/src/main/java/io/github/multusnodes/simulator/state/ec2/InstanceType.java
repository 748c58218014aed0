package io.github.multusnodes.simulator.state.ec2;

import java.util.List;

/**
 * An instance type.
 *
 * @param memoryMiB its memory
 * @param cards the most interfaces on each network card, the default card first
 */
public record InstanceType(
        String name,
        int vCpus,
        long memoryMiB,
        String architecture,
        List<Integer> cards,
        int ipv4PerInterface,
        int ipv6PerInterface) {

    public InstanceType {
        cards = List.copyOf(cards);
    }

    /** The most interfaces on all cards together. */
    public int maximumNetworkInterfaces() {
        return cards.stream().mapToInt(Integer::intValue).sum();
    }

    /** Whether it is a whole machine without a hypervisor. */
    public boolean bareMetal() {
        return name.contains(".metal");
    }
}

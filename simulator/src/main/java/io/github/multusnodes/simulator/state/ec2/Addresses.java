package io.github.multusnodes.simulator.state.ec2;

import java.util.List;

/**
 * What an interface holds of its subnet.
 *
 * @param ipv4 its IPv4 addresses, the primary one first
 * @param ipv4Prefixes its delegated /28
 * @param ipv6 its IPv6 addresses
 * @param ipv6Prefixes its delegated /80
 */
public record Addresses(
        List<Ip> ipv4, List<Block> ipv4Prefixes, List<Ip> ipv6, List<Block> ipv6Prefixes) {

    public Addresses {
        ipv4 = List.copyOf(ipv4);
        ipv4Prefixes = List.copyOf(ipv4Prefixes);
        ipv6 = List.copyOf(ipv6);
        ipv6Prefixes = List.copyOf(ipv6Prefixes);
    }

    /** The addresses of a family. */
    List<Ip> single(boolean v6) {
        return v6 ? ipv6 : ipv4;
    }

    /** The prefixes of a family. */
    List<Block> prefixes(boolean v6) {
        return v6 ? ipv6Prefixes : ipv4Prefixes;
    }

    /** How many of the interface's places of a family are in use. */
    int slots(boolean v6) {
        return single(v6).size() + prefixes(v6).size();
    }

    /** The same with other addresses and prefixes of one family. */
    Addresses with(boolean v6, List<Ip> single, List<Block> prefixes) {
        return v6
                ? new Addresses(ipv4, ipv4Prefixes, single, prefixes)
                : new Addresses(single, prefixes, ipv6, ipv6Prefixes);
    }
}

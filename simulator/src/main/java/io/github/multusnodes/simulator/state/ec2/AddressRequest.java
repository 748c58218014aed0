package io.github.multusnodes.simulator.state.ec2;

import java.util.List;

/**
 * What a request wants of one family: named addresses, or so many of EC2's choice, or named
 * prefixes, or so many prefixes of EC2's choice.
 */
public record AddressRequest(
        List<String> addresses, int count, List<String> prefixes, int prefixCount) {

    public AddressRequest {
        addresses = List.copyOf(addresses);
        prefixes = List.copyOf(prefixes);
    }

    /** Nothing. */
    public static AddressRequest none() {
        return new AddressRequest(List.of(), 0, List.of(), 0);
    }

    /** How many places of an interface it takes. */
    int slots() {
        return addresses.size() + count + prefixes.size() + prefixCount;
    }
}

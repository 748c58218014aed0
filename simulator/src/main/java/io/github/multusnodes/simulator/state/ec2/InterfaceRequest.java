package io.github.multusnodes.simulator.state.ec2;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a new interface shall be.
 *
 * @param primaryIp absent for one of EC2's choice
 * @param ipv4 what it gets beside its primary address
 */
public record InterfaceRequest(
        String subnetId,
        String description,
        String interfaceType,
        List<String> groups,
        Optional<String> primaryIp,
        AddressRequest ipv4,
        AddressRequest ipv6,
        Map<String, String> tags) {

    public InterfaceRequest {
        groups = List.copyOf(groups);
        tags = Map.copyOf(tags);
    }

    /** Whether it asks for any address or prefix. */
    public boolean namesAddresses() {
        return namesIpv4() || ipv6.slots() > 0;
    }

    /** Whether it asks for any IPv4 address or prefix. */
    boolean namesIpv4() {
        return primaryIp.isPresent() || ipv4.slots() > 0;
    }

    /** The same with so many IPv6 addresses of EC2's choice. */
    InterfaceRequest withIpv6(int count) {
        return new InterfaceRequest(
                subnetId,
                description,
                interfaceType,
                groups,
                primaryIp,
                ipv4,
                new AddressRequest(List.of(), count, List.of(), 0),
                tags);
    }
}

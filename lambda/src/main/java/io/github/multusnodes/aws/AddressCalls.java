package io.github.multusnodes.aws;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.query.Query;
import io.github.multusnodes.query.QueryClient;

import java.util.Collection;
import java.util.List;

/** Calls that give addresses and prefixes to interfaces and take them: one action per family. */
final class AddressCalls {

    private final QueryClient ec2;

    AddressCalls(QueryClient ec2) {
        this.ec2 = ec2;
    }

    void delegatePrefixes(String eniId, Family family, List<Cidr> prefixes) {
        change(
                switch (family) {
                    case IPV4 -> "AssignPrivateIpAddresses";
                    case IPV6 -> "AssignIpv6Addresses";
                },
                eniId,
                prefixList(family),
                prefixes);
    }

    void unassign(String eniId, Collection<Ip> addresses) {
        for (Family family : Family.values()) {
            List<Ip> its = addresses.stream().filter(each -> each.family() == family).toList();
            if (!its.isEmpty()) {
                change(unassigning(family), eniId, addressList(family), its);
            }
        }
    }

    void returnPrefix(String eniId, Cidr prefix) {
        Family family = prefix.family();
        change(unassigning(family), eniId, prefixList(family), List.of(prefix));
    }

    private void change(String action, String eniId, String list, Collection<?> values) {
        ec2.call(new Query(action).with("NetworkInterfaceId", eniId).withList(list, values));
    }

    private static String unassigning(Family family) {
        return switch (family) {
            case IPV4 -> "UnassignPrivateIpAddresses";
            case IPV6 -> "UnassignIpv6Addresses";
        };
    }

    private static String prefixList(Family family) {
        return switch (family) {
            case IPV4 -> "Ipv4Prefix";
            case IPV6 -> "Ipv6Prefix";
        };
    }

    private static String addressList(Family family) {
        return switch (family) {
            case IPV4 -> "PrivateIpAddress";
            case IPV6 -> "Ipv6Addresses";
        };
    }
}

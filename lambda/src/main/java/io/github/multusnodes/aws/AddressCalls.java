package io.github.multusnodes.aws;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;

import software.amazon.awssdk.services.ec2.Ec2Client;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Calls that give addresses and prefixes to interfaces and take them: one action per family. */
final class AddressCalls {

    private final Ec2Client ec2;
    private final Calls calls;

    AddressCalls(Ec2Client ec2, Calls calls) {
        this.ec2 = ec2;
        this.calls = calls;
    }

    void delegatePrefixes(String eniId, Family family, List<Cidr> prefixes) {
        List<String> blocks = prefixes.stream().map(Cidr::toString).toList();
        switch (family) {
            case IPV4 ->
                    calls.make(
                            "AssignPrivateIpAddresses",
                            () ->
                                    ec2.assignPrivateIpAddresses(
                                            r -> r.networkInterfaceId(eniId).ipv4Prefixes(blocks)));
            case IPV6 ->
                    calls.make(
                            "AssignIpv6Addresses",
                            () ->
                                    ec2.assignIpv6Addresses(
                                            r -> r.networkInterfaceId(eniId).ipv6Prefixes(blocks)));
        }
    }

    void unassign(String eniId, Collection<Ip> addresses) {
        Map<Family, List<String>> byFamily =
                addresses.stream().collect(groupingBy(Ip::family, mapping(Ip::toString, toList())));
        byFamily.forEach(
                (family, its) -> {
                    switch (family) {
                        case IPV4 ->
                                calls.make(
                                        "UnassignPrivateIpAddresses",
                                        () ->
                                                ec2.unassignPrivateIpAddresses(
                                                        r ->
                                                                r.networkInterfaceId(eniId)
                                                                        .privateIpAddresses(its)));
                        case IPV6 ->
                                calls.make(
                                        "UnassignIpv6Addresses",
                                        () ->
                                                ec2.unassignIpv6Addresses(
                                                        r ->
                                                                r.networkInterfaceId(eniId)
                                                                        .ipv6Addresses(its)));
                    }
                });
    }

    void returnPrefix(String eniId, Cidr prefix) {
        switch (prefix.family()) {
            case IPV4 ->
                    calls.make(
                            "UnassignPrivateIpAddresses",
                            () ->
                                    ec2.unassignPrivateIpAddresses(
                                            r ->
                                                    r.networkInterfaceId(eniId)
                                                            .ipv4Prefixes(prefix.toString())));
            case IPV6 ->
                    calls.make(
                            "UnassignIpv6Addresses",
                            () ->
                                    ec2.unassignIpv6Addresses(
                                            r ->
                                                    r.networkInterfaceId(eniId)
                                                            .ipv6Prefixes(prefix.toString())));
        }
    }
}

package io.github.multusnodes.pods.ec2;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.plan.Holder;
import io.github.multusnodes.pods.plan.NodeEni;
import io.github.multusnodes.query.Element;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Network interfaces in EC2's spelling. */
final class Interfaces {

    /** The tag that the functions of Multus Nodes give each interface at its birth. */
    private static final String NETWORK = "multus-nodes/network";

    private Interfaces() {}

    /** One that is attached, without the CIDRs of its subnet, which EC2 does not tell here. */
    static NodeEni ofNode(Element eni) {
        Element attachment = eni.child("attachment");
        return new NodeEni(
                eni.required("networkInterfaceId"),
                eni.required("macAddress").toLowerCase(Locale.ROOT),
                card(attachment),
                attachment.required("deviceIndex", Integer::valueOf),
                network(eni),
                eni.required("subnetId"),
                List.of(),
                primary(eni),
                secondary(eni),
                prefixes(eni));
    }

    /** Which of some addresses it has, and how. */
    static Map<Ip, Holder> holders(Element eni, Collection<Ip> asked) {
        String id = eni.required("networkInterfaceId");
        Map<Ip, Holder> holders = new HashMap<>();
        secondary(eni).forEach(ip -> holders.put(ip, new Holder(id, isPrimary(eni))));
        primary(eni).ifPresent(ip -> holders.put(ip, new Holder(id, true)));
        holders.keySet().retainAll(asked);
        return holders;
    }

    private static boolean isPrimary(Element eni) {
        return eni.find("attachment")
                .filter(its -> card(its) == 0 && its.text("deviceIndex").equals("0"))
                .isPresent();
    }

    /** Where EC2 names no card it is the first. */
    private static int card(Element attachment) {
        return attachment.optional("networkCardIndex", Integer::valueOf).orElse(0);
    }

    private static Optional<String> network(Element eni) {
        return eni.items("tagSet").stream()
                .filter(tag -> tag.text("key").equals(NETWORK))
                .map(tag -> tag.text("value"))
                .findFirst();
    }

    /** It is missing in an IPv6-only subnet. */
    private static Optional<Ip> primary(Element eni) {
        return eni.optional("privateIpAddress", Ip::parse);
    }

    private static List<Ip> secondary(Element eni) {
        List<Ip> addresses = new ArrayList<>();
        eni.items("privateIpAddressesSet")
                .forEach(
                        its ->
                                its.optional("privateIpAddress", Ip::parse)
                                        .ifPresent(addresses::add));
        primary(eni).ifPresent(addresses::remove);
        eni.items("ipv6AddressesSet")
                .forEach(its -> its.optional("ipv6Address", Ip::parse).ifPresent(addresses::add));
        return addresses;
    }

    private static List<Cidr> prefixes(Element eni) {
        List<Cidr> prefixes = new ArrayList<>();
        eni.items("ipv4PrefixSet")
                .forEach(its -> prefixes.add(its.required("ipv4Prefix", Cidr::parse)));
        eni.items("ipv6PrefixSet")
                .forEach(its -> prefixes.add(its.required("ipv6Prefix", Cidr::parse)));
        return prefixes;
    }
}

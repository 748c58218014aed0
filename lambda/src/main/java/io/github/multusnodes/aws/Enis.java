package io.github.multusnodes.aws;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.node.Attachment;
import io.github.multusnodes.node.Eni;
import io.github.multusnodes.query.Element;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Interfaces in EC2's spelling. */
final class Enis {

    private Enis() {}

    static Eni of(Element eni) {
        return new Eni(
                eni.required("networkInterfaceId"),
                eni.required("subnetId"),
                addresses(eni),
                prefixes(eni),
                eni.find("attachment").flatMap(Enis::attachment),
                !eni.says("sourceDestCheck", false),
                TagSets.of(eni),
                eni.text("description"),
                eni.text("status").equals("available"));
    }

    /** The IPv4 address is missing in an IPv6-only subnet. */
    private static List<Ip> addresses(Element eni) {
        Set<Ip> addresses = new LinkedHashSet<>();
        eni.optional("privateIpAddress", Ip::parse).ifPresent(addresses::add);
        for (Element its : eni.items("privateIpAddressesSet")) {
            its.optional("privateIpAddress", Ip::parse).ifPresent(addresses::add);
        }
        for (Element its : eni.items("ipv6AddressesSet")) {
            its.optional("ipv6Address", Ip::parse).ifPresent(addresses::add);
        }
        return List.copyOf(addresses);
    }

    private static List<Cidr> prefixes(Element eni) {
        List<Cidr> prefixes = new ArrayList<>();
        for (Element its : eni.items("ipv4PrefixSet")) {
            prefixes.add(its.required("ipv4Prefix", Cidr::parse));
        }
        for (Element its : eni.items("ipv6PrefixSet")) {
            prefixes.add(its.required("ipv6Prefix", Cidr::parse));
        }
        return prefixes;
    }

    /** The attachment is missing on an unattached interface, and on a detached one it lingers. */
    private static Optional<Attachment> attachment(Element attachment) {
        if (attachment.text("instanceId").isEmpty()
                || attachment.text("status").equals("detached")) {
            return Optional.empty();
        }
        return Optional.of(
                new Attachment(
                        attachment.required("attachmentId"),
                        attachment.required("instanceId"),
                        Slots.of(attachment),
                        attachment.says("deleteOnTermination", true)));
    }
}

package io.github.multusnodes.aws;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.node.Attachment;
import io.github.multusnodes.node.Eni;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Interfaces in EC2's spelling. */
final class Enis {

    private Enis() {}

    static Eni of(NetworkInterface eni) {
        return new Eni(
                Part.required(eni.networkInterfaceId(), "networkInterfaceId"),
                Part.required(eni.subnetId(), "subnetId"),
                addresses(eni),
                prefixes(eni),
                attachment(eni.attachment()),
                !Boolean.FALSE.equals(eni.sourceDestCheck()),
                Tagging.read(eni.tagSet()),
                eni.description() == null ? "" : eni.description(),
                "available".equals(eni.statusAsString()));
    }

    /** The IPv4 address is missing in an IPv6-only subnet. */
    private static List<Ip> addresses(NetworkInterface eni) {
        List<String> texts = new ArrayList<>();
        texts.add(eni.privateIpAddress());
        eni.privateIpAddresses().forEach(address -> texts.add(address.privateIpAddress()));
        eni.ipv6Addresses().forEach(address -> texts.add(address.ipv6Address()));
        return texts.stream()
                .filter(text -> text != null && !text.isEmpty())
                .distinct()
                .map(Ip::parse)
                .toList();
    }

    private static List<Cidr> prefixes(NetworkInterface eni) {
        List<Cidr> prefixes = new ArrayList<>();
        eni.ipv4Prefixes().forEach(its -> prefixes.add(prefix(its.ipv4Prefix())));
        eni.ipv6Prefixes().forEach(its -> prefixes.add(prefix(its.ipv6Prefix())));
        return prefixes;
    }

    private static Cidr prefix(@Nullable String text) {
        return Cidr.parse(Part.required(text, "block of a prefix"));
    }

    /** The attachment is missing on an unattached interface, and on a detached one it lingers. */
    private static Optional<Attachment> attachment(
            @Nullable NetworkInterfaceAttachment attachment) {
        if (attachment == null
                || attachment.instanceId() == null
                || "detached".equals(attachment.statusAsString())) {
            return Optional.empty();
        }
        return Optional.of(
                new Attachment(
                        Part.required(attachment.attachmentId(), "attachmentId"),
                        attachment.instanceId(),
                        Slots.of(attachment.networkCardIndex(), attachment.deviceIndex()),
                        Boolean.TRUE.equals(attachment.deleteOnTermination())));
    }
}

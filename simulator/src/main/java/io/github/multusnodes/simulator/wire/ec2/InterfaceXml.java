package io.github.multusnodes.simulator.wire.ec2;

import io.github.multusnodes.simulator.state.ec2.Attachment;
import io.github.multusnodes.simulator.state.ec2.Ec2;
import io.github.multusnodes.simulator.state.ec2.Ip;
import io.github.multusnodes.simulator.state.ec2.NetworkInterface;
import io.github.multusnodes.simulator.state.ec2.SecurityGroup;
import io.github.multusnodes.simulator.wire.Xml;

import java.util.List;
import java.util.Optional;

/** Network interfaces in answers. */
final class InterfaceXml {

    private final Ec2 ec2;

    InterfaceXml(Ec2 ec2) {
        this.ec2 = ec2;
    }

    /**
     * An interface as it is listed.
     *
     * @param status as EC2 tells it in this answer
     */
    Xml xml(String name, NetworkInterface its, String status) {
        Xml xml =
                Xml.element(name)
                        .add("networkInterfaceId", its.id())
                        .add("subnetId", its.subnetId())
                        .add("vpcId", its.vpcId())
                        .add("availabilityZone", its.zone())
                        .add("description", its.description())
                        .add("ownerId", Ec2.OWNER_ID)
                        .add("requesterManaged", false)
                        .add("status", status)
                        .add("macAddress", its.mac())
                        .add("privateIpAddress", its.primaryIp())
                        .add("privateDnsName", its.primaryIp().map(Answers::dnsName))
                        .add("sourceDestCheck", its.sourceDestCheck())
                        .add("interfaceType", its.interfaceType());
        addGroups(xml, its.groups());
        its.attachment().ifPresent(attachment -> xml.add(attachment(attachment)));
        Tagging.add(xml, its.tags());
        return addAddresses(xml, its);
    }

    /** An interface as DescribeInstances lists it with its instance. */
    Xml ofInstance(NetworkInterface its) {
        Xml xml =
                Xml.element("item")
                        .add("networkInterfaceId", its.id())
                        .add("subnetId", its.subnetId())
                        .add("vpcId", its.vpcId())
                        .add("description", its.description())
                        .add("ownerId", Ec2.OWNER_ID)
                        .add("status", its.status())
                        .add("macAddress", its.mac())
                        .add("privateIpAddress", its.primaryIp())
                        .add("sourceDestCheck", its.sourceDestCheck())
                        .add("interfaceType", its.interfaceType());
        addGroups(xml, its.groups());
        its.attachment()
                .ifPresent(attachment -> xml.add(members(Xml.element("attachment"), attachment)));
        return addAddresses(xml, its);
    }

    /** Adds a {@code groupSet}. */
    Xml addGroups(Xml xml, List<String> groups) {
        return xml.addItems(
                "groupSet",
                groups,
                id -> Xml.element("item").add("groupId", id).add("groupName", nameOf(id)));
    }

    private Optional<String> nameOf(String groupId) {
        return ec2.securityGroups().directory().find(groupId).map(SecurityGroup::name);
    }

    private static Xml attachment(Attachment its) {
        return members(
                Xml.element("attachment")
                        .add("instanceId", its.instanceId())
                        .add("instanceOwnerId", Ec2.OWNER_ID),
                its);
    }

    private static Xml members(Xml xml, Attachment its) {
        return xml.add("attachmentId", its.id())
                .add("deviceIndex", its.deviceIndex())
                .add("networkCardIndex", its.networkCardIndex())
                .add("status", its.status().wireName())
                .add("attachTime", Answers.time(its.attachTime()))
                .add("deleteOnTermination", its.deleteOnTermination());
    }

    private static Xml addAddresses(Xml xml, NetworkInterface its) {
        return xml.addItems(
                        "privateIpAddressesSet",
                        its.addresses().ipv4(),
                        ip -> privateIp(ip, its.primaryIp().equals(Optional.of(ip))))
                .addItems(
                        "ipv4PrefixSet",
                        its.addresses().ipv4Prefixes(),
                        prefix -> Xml.element("item").add("ipv4Prefix", prefix))
                .addItems(
                        "ipv6AddressesSet",
                        its.addresses().ipv6(),
                        ip ->
                                Xml.element("item")
                                        .add("ipv6Address", ip)
                                        .add("isPrimaryIpv6", false))
                .addItems(
                        "ipv6PrefixSet",
                        its.addresses().ipv6Prefixes(),
                        prefix -> Xml.element("item").add("ipv6Prefix", prefix));
    }

    private static Xml privateIp(Ip ip, boolean primary) {
        return Xml.element("item")
                .add("privateIpAddress", ip)
                .add("privateDnsName", Answers.dnsName(ip))
                .add("primary", primary);
    }
}

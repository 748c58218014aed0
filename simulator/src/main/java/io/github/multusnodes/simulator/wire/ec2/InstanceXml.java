package io.github.multusnodes.simulator.wire.ec2;

import io.github.multusnodes.simulator.state.ec2.Ec2;
import io.github.multusnodes.simulator.state.ec2.Instance;
import io.github.multusnodes.simulator.state.ec2.InstanceType;
import io.github.multusnodes.simulator.wire.Xml;

import java.util.List;

/** Instances in answers. */
final class InstanceXml {

    private final Ec2 ec2;
    private final InterfaceXml interfaces;

    InstanceXml(Ec2 ec2, InterfaceXml interfaces) {
        this.ec2 = ec2;
        this.interfaces = interfaces;
    }

    /** Instances that were launched together. */
    Xml reservation(String id, List<Instance> instances) {
        return Xml.element("item")
                .add("reservationId", id)
                .add("ownerId", Ec2.OWNER_ID)
                .add(Xml.element("groupSet"))
                .addItems("instancesSet", instances, this::instance);
    }

    static Xml state(String name, Instance.State state) {
        return Xml.element(name).add("code", state.code()).add("name", state.wireName());
    }

    private Xml instance(Instance its) {
        Xml xml =
                Xml.element("item")
                        .add("instanceId", its.id())
                        .add("imageId", its.imageId())
                        .add(state("instanceState", its.state()))
                        .add("instanceType", its.type())
                        .add("launchTime", Answers.time(its.launchTime()))
                        .add(
                                "architecture",
                                ec2.instanceTypes()
                                        .find(its.type())
                                        .map(InstanceType::architecture))
                        .add(
                                Xml.element("placement")
                                        .add("availabilityZone", its.zone())
                                        .add("tenancy", "default"));
        if (its.state() != Instance.State.TERMINATED) {
            addNetwork(xml, its);
        }
        return Tagging.add(xml, its.tags());
    }

    /** What an instance without an IPv4 address is called in its VPC. */
    private static String resourceName(Instance its) {
        return its.id() + ".us-west-2.compute.internal";
    }

    /** A terminated instance is in no network any more. */
    private void addNetwork(Xml xml, Instance its) {
        xml.add("subnetId", its.subnetId())
                .add("vpcId", its.vpcId())
                .add("privateIpAddress", its.privateIp())
                .add("ipv6Address", its.ipv6Address())
                .add(
                        "privateDnsName",
                        its.privateIp().map(Answers::dnsName).orElse(resourceName(its)));
        interfaces
                .addGroups(xml, its.securityGroups())
                .addItems(
                        "networkInterfaceSet",
                        ec2.attachments().seenOn(its.id()),
                        interfaces::ofInstance);
    }
}

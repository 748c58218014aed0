package io.github.multusnodes.simulator.wire.ec2;

import io.github.multusnodes.simulator.state.ec2.Attachment;
import io.github.multusnodes.simulator.state.ec2.Ec2;
import io.github.multusnodes.simulator.state.ec2.Ip;
import io.github.multusnodes.simulator.state.ec2.NetworkInterface;
import io.github.multusnodes.simulator.wire.Filters;

import java.util.function.Function;
import java.util.stream.Stream;

/** The filters of DescribeNetworkInterfaces. */
final class InterfaceFilters {

    private InterfaceFilters() {}

    static Filters<NetworkInterface> all() {
        Filters<NetworkInterface> filters =
                new Filters<NetworkInterface>()
                        .with("network-interface-id", its -> Stream.of(its.id()))
                        .with("subnet-id", its -> Stream.of(its.subnetId()))
                        .with("vpc-id", its -> Stream.of(its.vpcId()))
                        .with("availability-zone", its -> Stream.of(its.zone()))
                        .with("owner-id", _ -> Stream.of(Ec2.OWNER_ID))
                        .with("status", its -> Stream.of(its.status()))
                        .with("mac-address", its -> Stream.of(its.mac()))
                        .with("description", its -> Stream.of(its.description()))
                        .with("interface-type", its -> Stream.of(its.interfaceType()))
                        .with("requester-managed", _ -> Stream.of("false"))
                        .with(
                                "source-dest-check",
                                its -> Stream.of(Boolean.toString(its.sourceDestCheck())))
                        .with("group-id", its -> its.groups().stream())
                        .with(
                                "private-ip-address",
                                its -> its.primaryIp().stream().map(Ip::toString))
                        .with(
                                "addresses.private-ip-address",
                                its -> its.addresses().ipv4().stream().map(Ip::toString))
                        .with(
                                "ipv6-addresses.ipv6-address",
                                its -> its.addresses().ipv6().stream().map(Ip::toString))
                        .withTags(NetworkInterface::tags);
        return withAttachment(filters);
    }

    private static Filters<NetworkInterface> withAttachment(Filters<NetworkInterface> filters) {
        return filters.with("attachment.attachment-id", of(Attachment::id))
                .with("attachment.instance-id", of(Attachment::instanceId))
                .with("attachment.device-index", of(Attachment::deviceIndex))
                .with("attachment.network-card-index", of(Attachment::networkCardIndex))
                .with("attachment.status", of(attachment -> attachment.status().wireName()))
                .with("attachment.delete-on-termination", of(Attachment::deleteOnTermination));
    }

    private static Function<NetworkInterface, Stream<String>> of(
            Function<Attachment, Object> value) {
        return its -> its.attachment().map(value).map(Object::toString).stream();
    }
}

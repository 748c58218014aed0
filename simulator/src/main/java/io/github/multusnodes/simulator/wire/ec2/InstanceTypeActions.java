package io.github.multusnodes.simulator.wire.ec2;

import static io.github.multusnodes.simulator.wire.Api.Service.EC2;

import io.github.multusnodes.simulator.state.ec2.Ec2;
import io.github.multusnodes.simulator.state.ec2.InstanceType;
import io.github.multusnodes.simulator.wire.Api;
import io.github.multusnodes.simulator.wire.Filters;
import io.github.multusnodes.simulator.wire.Page;
import io.github.multusnodes.simulator.wire.Parameters;
import io.github.multusnodes.simulator.wire.Xml;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The one action on instance types. */
final class InstanceTypeActions {

    private static final Listing<InstanceType> LISTING =
            new Listing<>(
                    "InstanceType",
                    new Filters<InstanceType>()
                            .with("instance-type", type -> Stream.of(type.name()))
                            .with(
                                    "bare-metal",
                                    type -> Stream.of(Boolean.toString(type.bareMetal())))
                            .with(
                                    "hypervisor",
                                    type -> type.bareMetal() ? Stream.of() : Stream.of("nitro"))
                            .with(
                                    "processor-info.supported-architecture",
                                    type -> Stream.of(type.architecture())),
                    5,
                    100);

    private final Ec2 ec2;

    InstanceTypeActions(Ec2 ec2) {
        this.ec2 = ec2;
    }

    void register(Api api) {
        api.with(EC2, "DescribeInstanceTypes", this::describe);
    }

    private Xml describe(Parameters request) {
        Page<InstanceType> page =
                LISTING.page(request, names -> ec2.instanceTypes().named(names).stream());
        return Xml.element("result")
                .addItems("instanceTypeSet", page.items(), InstanceTypeActions::xml)
                .add("nextToken", page.nextToken());
    }

    private static Xml xml(InstanceType type) {
        Xml xml =
                Xml.element("item")
                        .add("instanceType", type.name())
                        .add("currentGeneration", true)
                        .add("bareMetal", type.bareMetal());
        if (!type.bareMetal()) {
            xml.add("hypervisor", "nitro");
        }
        return xml.add(
                        Xml.element("processorInfo")
                                .addItems(
                                        "supportedArchitectures",
                                        List.of(type.architecture()),
                                        Xml::text))
                .add(Xml.element("vCpuInfo").add("defaultVCpus", type.vCpus()))
                .add(Xml.element("memoryInfo").add("sizeInMiB", type.memoryMiB()))
                .add(network(type));
    }

    private static Xml network(InstanceType type) {
        return Xml.element("networkInfo")
                .add("maximumNetworkInterfaces", type.maximumNetworkInterfaces())
                .add("maximumNetworkCards", type.cards().size())
                .add("defaultNetworkCardIndex", 0)
                .addItems(
                        "networkCards",
                        IntStream.range(0, type.cards().size()).boxed().toList(),
                        index ->
                                Xml.element("item")
                                        .add("networkCardIndex", index)
                                        .add("maximumNetworkInterfaces", type.cards().get(index)))
                .add("ipv4AddressesPerInterface", type.ipv4PerInterface())
                .add("ipv6AddressesPerInterface", type.ipv6PerInterface())
                .add("ipv6Supported", true);
    }
}

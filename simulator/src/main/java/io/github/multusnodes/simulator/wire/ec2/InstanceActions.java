package io.github.multusnodes.simulator.wire.ec2;

import static io.github.multusnodes.simulator.wire.Api.Service.EC2;

import io.github.multusnodes.simulator.state.ec2.Ec2;
import io.github.multusnodes.simulator.state.ec2.Instance;
import io.github.multusnodes.simulator.wire.Api;
import io.github.multusnodes.simulator.wire.Filters;
import io.github.multusnodes.simulator.wire.Page;
import io.github.multusnodes.simulator.wire.Parameters;
import io.github.multusnodes.simulator.wire.Xml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Describing and ending instances. */
final class InstanceActions {

    private static final Listing<Instance> LISTING =
            Listing.of(
                    "InstanceId",
                    new Filters<Instance>()
                            .with("instance-id", its -> Stream.of(its.id()))
                            .with("instance-state-name", its -> Stream.of(its.state().wireName()))
                            .with("instance-type", its -> Stream.of(its.type()))
                            .with("image-id", its -> Stream.of(its.imageId()))
                            .with("vpc-id", its -> Stream.of(its.vpcId()))
                            .with("subnet-id", its -> Stream.of(its.subnetId()))
                            .with("availability-zone", its -> Stream.of(its.zone()))
                            .with("private-ip-address", its -> its.privateIp().stream())
                            .with("reservation-id", its -> Stream.of(its.reservationId()))
                            .withTags(Instance::tags));

    private final Ec2 ec2;
    private final InstanceXml xml;

    InstanceActions(Ec2 ec2, InstanceXml xml) {
        this.ec2 = ec2;
        this.xml = xml;
    }

    void register(Api api) {
        api.with(EC2, "DescribeInstances", this::describe)
                .with(EC2, "TerminateInstances", this::terminate);
    }

    private Xml describe(Parameters request) {
        Page<Instance> page = LISTING.page(request, ec2.instances()::seen);
        Map<String, List<Instance>> byReservation = new LinkedHashMap<>();
        page.items()
                .forEach(
                        its ->
                                byReservation
                                        .computeIfAbsent(
                                                its.reservationId(), _ -> new ArrayList<>())
                                        .add(its));
        return Xml.element("result")
                .addItems(
                        "reservationSet",
                        byReservation.entrySet(),
                        entry -> xml.reservation(entry.getKey(), entry.getValue()))
                .add("nextToken", page.nextToken());
    }

    private Xml terminate(Parameters request) {
        List<String> ids = request.list("InstanceId");
        request.done();
        List<Instance> before = ids.stream().distinct().map(ec2.instances()::require).toList();
        before.forEach(its -> ec2.instances().terminate(its.id()));
        return Xml.element("result").addItems("instancesSet", before, this::ended);
    }

    private Xml ended(Instance before) {
        Instance now = ec2.instances().require(before.id());
        return Xml.element("item")
                .add("instanceId", before.id())
                .add(InstanceXml.state("currentState", now.state()))
                .add(InstanceXml.state("previousState", before.state()));
    }
}

package io.github.multusnodes.pods.bench;

import io.github.multusnodes.simulator.World;
import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.time.RealTimeline;
import io.github.multusnodes.simulator.transport.HttpDoor;
import io.github.multusnodes.simulator.transport.MetadataDoor;

import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A node in real time, with an ENI at device index 1 and doors for processes. */
final class LiveNode implements AutoCloseable {

    private final World<RealTimeline> world = World.real(Scenario.plain());
    private final NetworkInterface eni;
    private final HttpDoor ec2;
    private final MetadataDoor metadata;

    private LiveNode() throws IOException {
        Ec2Client operator = world.clients().ec2("operator");
        String vpc = operator.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        String nodes = subnet(operator, vpc, "10.0.0.0/24");
        String pods = subnet(operator, vpc, "10.0.1.0/24");
        String instance =
                operator.runInstances(
                                r ->
                                        r.imageId("ami-0123")
                                                .instanceType("m5.xlarge")
                                                .subnetId(nodes)
                                                .minCount(1)
                                                .maxCount(1))
                        .instances()
                        .getFirst()
                        .instanceId();
        world.timeline().sleep(world.scenario().boot().plusSeconds(1));
        this.eni =
                operator.createNetworkInterface(r -> r.subnetId(pods).privateIpAddress("10.0.1.11"))
                        .networkInterface();
        operator.attachNetworkInterface(
                r ->
                        r.networkInterfaceId(eni.networkInterfaceId())
                                .instanceId(instance)
                                .deviceIndex(1));
        this.ec2 = new HttpDoor(world.door(), 0);
        this.metadata = world.serveMetadata(instance, 0);
    }

    static LiveNode open() throws IOException {
        return new LiveNode();
    }

    /** Of its ENI, and so of an ipvlan on it. */
    String mac() {
        return eni.macAddress();
    }

    /** What a container has to be told to find its way here. */
    Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL", ec2.endpoint().toString(),
                "AWS_EC2_METADATA_SERVICE_ENDPOINT", metadata.endpoint().toString(),
                "AWS_ACCESS_KEY_ID", "pod",
                "AWS_SECRET_ACCESS_KEY", "secret",
                "AWS_REGION", "us-west-2");
    }

    /** Forgets the pods that were here. */
    void clear(String address) {
        world.clients()
                .ec2("operator")
                .unassignPrivateIpAddresses(
                        r ->
                                r.networkInterfaceId(eni.networkInterfaceId())
                                        .privateIpAddresses(address));
        world.calls().clear();
    }

    /** Forgets the calls alone. */
    void forget() {
        world.calls().clear();
    }

    List<RecordedCall> calls() {
        return world.calls().all();
    }

    @Override
    public void close() {
        ec2.close();
        metadata.close();
    }

    private static String subnet(Ec2Client operator, String vpc, String cidr) {
        return operator.createSubnet(
                        r -> r.vpcId(vpc).cidrBlock(cidr).availabilityZone("us-west-2a"))
                .subnet()
                .subnetId();
    }
}

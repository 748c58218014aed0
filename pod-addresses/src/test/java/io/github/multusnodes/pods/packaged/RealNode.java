package io.github.multusnodes.pods.packaged;

import io.github.multusnodes.simulator.World;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.time.RealTimeline;
import io.github.multusnodes.simulator.transport.HttpDoor;
import io.github.multusnodes.simulator.transport.MetadataDoor;

import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * A node in a world of real time, with its doors on loopback. Its ENI of the network {@code n3} has
 * the primary address 10.0.1.11 of the subnet 10.0.1.0/24.
 */
final class RealNode implements AutoCloseable {

    final World<RealTimeline> world = World.real(Scenario.plain());
    final Ec2Client ec2 = world.clients().ec2("operator");
    final NetworkInterface eni;
    final HttpDoor door;
    final MetadataDoor metadata;
    private final String subnet;

    /** Has its doors opened by whoever is in the right network namespace. */
    interface Opening {
        <T> T by(Callable<T> what) throws Exception;
    }

    RealNode(Opening opening) throws Exception {
        String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        String own = subnet(vpc, "10.0.0.0/24");
        subnet = subnet(vpc, "10.0.1.0/24");
        String instance =
                ec2.runInstances(
                                r ->
                                        r.imageId("ami-0123")
                                                .instanceType(InstanceType.M5_XLARGE)
                                                .subnetId(own)
                                                .minCount(1)
                                                .maxCount(1))
                        .instances()
                        .getFirst()
                        .instanceId();
        Waiting.until("the instance runs", () -> isRunning(instance));
        eni = create("10.0.1.11");
        ec2.attachNetworkInterface(
                r ->
                        r.networkInterfaceId(eni.networkInterfaceId())
                                .instanceId(instance)
                                .deviceIndex(1));
        door = opening.by(() -> new HttpDoor(world.door(), 0));
        metadata = opening.by(() -> world.serveMetadata(instance, 0));
    }

    /** Another interface in the subnet, on no instance. */
    NetworkInterface create(String address) {
        Tag tag = Tag.builder().key("multus-nodes/network").value("n3").build();
        return ec2.createNetworkInterface(
                        r ->
                                r.subnetId(subnet)
                                        .privateIpAddress(address)
                                        .tagSpecifications(
                                                TagSpecification.builder()
                                                        .resourceType(
                                                                ResourceType.NETWORK_INTERFACE)
                                                        .tags(tag)
                                                        .build()))
                .networkInterface();
    }

    /** What a program on the node is told of the world. */
    Map<String, String> variables() {
        return Map.of(
                "AWS_REGION",
                "us-west-2",
                "AWS_ENDPOINT_URL",
                door.endpoint().toString(),
                "AWS_EC2_METADATA_SERVICE_ENDPOINT",
                metadata.endpoint().toString(),
                "AWS_ACCESS_KEY_ID",
                "program",
                "AWS_SECRET_ACCESS_KEY",
                "secret");
    }

    /** The addresses of the ENI. */
    List<String> addresses() {
        return ec2
                .describeNetworkInterfaces(r -> r.networkInterfaceIds(eni.networkInterfaceId()))
                .networkInterfaces()
                .getFirst()
                .privateIpAddresses()
                .stream()
                .map(its -> its.privateIpAddress())
                .toList();
    }

    private String subnet(String vpc, String cidr) {
        return ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock(cidr).availabilityZone("us-west-2a"))
                .subnet()
                .subnetId();
    }

    private boolean isRunning(String instance) {
        return ec2.describeInstances(r -> r.instanceIds(instance))
                .reservations()
                .getFirst()
                .instances()
                .getFirst()
                .state()
                .name()
                .equals(InstanceStateName.RUNNING);
    }

    @Override
    public void close() {
        metadata.close();
        door.close();
        ec2.close();
        world.timeline().close();
    }
}

package io.github.multusnodes.infra.boot;

import io.github.multusnodes.simulator.World;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.time.RealTimeline;
import io.github.multusnodes.simulator.transport.HttpDoor;
import io.github.multusnodes.simulator.transport.MetadataDoor;

import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

import java.time.Duration;
import java.util.List;

/**
 * A simulated EC2 in real time with a node and another, each with an interface in the network n6;
 * instance metadata lags a second behind. A guest reaches both services by the gateway of its
 * primary interface: the emulator takes that for the loopback of the namespace it runs in.
 */
final class Cloud implements AutoCloseable {

    private static final int EC2_PORT = 4566;
    private static final int METADATA_PORT = 1338;
    private static final String GATEWAY = "http://" + Node.PRIMARY.gateway() + ":";

    private final World<RealTimeline> world;
    private final Ec2Client ec2;
    private final NetworkInterface ours;
    private final NetworkInterface other;
    private final HttpDoor door;
    private final MetadataDoor metadata;

    private Cloud(NetworkNamespace namespace) throws Exception {
        world =
                World.real(
                        Scenario.plain()
                                .withInstanceTimes(Duration.ZERO, Duration.ZERO)
                                .withMetadataLag(Duration.ofSeconds(1)));
        ec2 = world.clients().ec2("operator");
        String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        String nodes = subnet(vpc, Node.PRIMARY);
        String n6 = subnet(vpc, Node.N6);
        String instance = launch(nodes);
        ours = equip(instance, n6, "10.0.17.15");
        other = equip(launch(nodes), n6, "10.0.17.16");
        door = namespace.inside(() -> new HttpDoor(world.door(), EC2_PORT));
        metadata = namespace.inside(() -> world.serveMetadata(instance, METADATA_PORT));
    }

    /** Opens it to the machine of these surroundings. */
    static Cloud open(Surroundings surroundings) {
        try {
            return new Cloud(surroundings.namespace());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The MAC address of the node's interface in the network n6. */
    String mac() {
        return ours.macAddress();
    }

    /** Where the guest sends calls to EC2. */
    static String ec2Endpoint() {
        return GATEWAY + EC2_PORT;
    }

    /** Where the guest finds instance metadata. */
    static String metadataEndpoint() {
        return GATEWAY + METADATA_PORT;
    }

    /** Puts an address onto the other node's interface. */
    void giveOther(String address) {
        ec2.assignPrivateIpAddresses(
                r -> r.networkInterfaceId(other.networkInterfaceId()).privateIpAddresses(address));
    }

    /** The addresses of the node's interface, its primary one first. */
    List<String> ours() {
        return addresses(ours);
    }

    /** The addresses of the other node's interface. */
    List<String> others() {
        return addresses(other);
    }

    /** What has been asked of it, for one who wants to know what went wrong. */
    String calls() {
        return world.calls().all().toString();
    }

    @Override
    public void close() {
        metadata.close();
        door.close();
        world.timeline().close();
    }

    private List<String> addresses(NetworkInterface eni) {
        return ec2
                .describeNetworkInterfaces(r -> r.networkInterfaceIds(eni.networkInterfaceId()))
                .networkInterfaces()
                .getFirst()
                .privateIpAddresses()
                .stream()
                .map(held -> held.privateIpAddress())
                .toList();
    }

    private String subnet(String vpc, Nic nic) {
        return ec2.createSubnet(
                        r -> r.vpcId(vpc).cidrBlock(nic.block()).availabilityZone("us-west-2a"))
                .subnet()
                .subnetId();
    }

    private String launch(String subnet) {
        String id =
                ec2.runInstances(
                                r ->
                                        r.imageId("ami-0123")
                                                .instanceType(InstanceType.M5_XLARGE)
                                                .subnetId(subnet)
                                                .minCount(1)
                                                .maxCount(1))
                        .instances()
                        .getFirst()
                        .instanceId();
        Waiting.until(
                id + " to run", Duration.ofSeconds(20), Duration.ofMillis(10), () -> runs(id));
        return id;
    }

    private boolean runs(String instance) {
        return ec2.describeInstances(r -> r.instanceIds(instance))
                .reservations()
                .getFirst()
                .instances()
                .getFirst()
                .state()
                .nameAsString()
                .equals("running");
    }

    private NetworkInterface equip(String instance, String subnet, String address) {
        NetworkInterface made =
                ec2.createNetworkInterface(
                                r ->
                                        r.subnetId(subnet)
                                                .privateIpAddress(address)
                                                .tagSpecifications(tagged()))
                        .networkInterface();
        ec2.attachNetworkInterface(
                r ->
                        r.networkInterfaceId(made.networkInterfaceId())
                                .instanceId(instance)
                                .deviceIndex(2));
        return made;
    }

    private static TagSpecification tagged() {
        return TagSpecification.builder()
                .resourceType(ResourceType.NETWORK_INTERFACE)
                .tags(Tag.builder().key("multus-nodes/network").value("n6").build())
                .build();
    }
}

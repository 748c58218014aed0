package io.github.multusnodes.pods.stage;

import io.github.multusnodes.address.Family;
import io.github.multusnodes.pods.metadata.Metadata;
import io.github.multusnodes.pods.metadata.MetadataInterfaces;
import io.github.multusnodes.pods.port.NodeInterfaces;
import io.github.multusnodes.query.AwsAccess;
import io.github.multusnodes.retry.Time;
import io.github.multusnodes.simulator.World;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.ec2.Block;
import io.github.multusnodes.simulator.time.VirtualTimeline;
import io.github.multusnodes.simulator.transport.InProcessHttpClient;
import io.github.multusnodes.simulator.transport.MetadataDoor;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Nodes in virtual time, in one zone. Subnet 10.0.0.0/24 is the nodes' own; 10.0.1.0/24 and
 * 10.0.2.0/24 are those of the networks {@code n3} and {@code n6}, with an IPv6 block each. Node k
 * of 1, 2… has an ENI of each network, with the primary addresses 10.0.1.(10+k) at device index 1
 * and 10.0.2.(10+k) at index 2; it is an m5.xlarge, so that an ENI has 15 addresses of a family.
 */
public final class NodesStage {

    /** The networks, in the order of their device indexes from 1. */
    public static final List<String> NETWORKS = List.of("n3", "n6");

    private static final BigInteger SUBNET = BigInteger.ONE.shiftLeft(64);

    /**
     * How large it all is.
     *
     * @param apart by how much the third number of an address differs from subnet to subnet
     * @param length of the subnets' IPv4 prefix
     */
    private record Size(InstanceType type, int apart, int length) {}

    /**
     * A node.
     *
     * @param enis of its networks, in their order
     * @param macs of these
     */
    public record Node(String instanceId, List<String> enis, List<String> macs) {}

    private final Size size;
    private final World<VirtualTimeline> world;
    private final Ec2Client ec2;
    private final List<String> subnets;
    private final List<Node> nodes;

    private NodesStage(Scenario scenario, int count, Size size) {
        this.size = size;
        world = World.virtual(scenario);
        ec2 = world.clients().ec2("operator");
        String vpc =
                ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16").amazonProvidedIpv6CidrBlock(true))
                        .vpc()
                        .vpcId();
        settle(Duration.ZERO);
        Block ipv6 = world.ec2().vpcs().directory().require(vpc).ipv6Cidr().orElseThrow();
        List<String> all =
                IntStream.rangeClosed(0, NETWORKS.size())
                        .mapToObj(i -> subnet(vpc, cidr(i), nth(ipv6, i)))
                        .toList();
        settle(Duration.ZERO);
        subnets = all.subList(1, all.size());
        List<String> instances = launch(all.getFirst(), count);
        settle(scenario.boot());
        nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(equip(instances.get(i), i + 1));
        }
        settle(scenario.attaching().plus(scenario.metadataLag()));
        world.calls().clear();
    }

    /** So many nodes with their ENIs, up and seen by every reader; no call is in the log yet. */
    public static NodesStage open(Scenario scenario, int nodes) {
        return new NodesStage(scenario, nodes, new Size(InstanceType.M5_XLARGE, 1, 24));
    }

    /**
     * The same, but large: subnets are 10.0.0.0/20, 10.0.16.0/20 and 10.0.32.0/20, and a node is an
     * m5.16xlarge, so that an ENI has 50 addresses of a family.
     */
    public static NodesStage openLarge(Scenario scenario, int nodes) {
        return new NodesStage(scenario, nodes, new Size(InstanceType.M5_16_XLARGE, 16, 20));
    }

    /** The simulated world: its clock, its faults, its log of calls, its state as it is. */
    public World<VirtualTimeline> world() {
        return world;
    }

    /** The world's time. */
    public Time time() {
        return new VirtualTime(world.timeline());
    }

    /** The operator's client of EC2. */
    public Ec2Client ec2() {
        return ec2;
    }

    /**
     * The way to AWS of one process.
     *
     * @param caller the access key id it signs with: who calls
     */
    public AwsAccess access(String caller) {
        return new AwsAccess(
                world.clients().http(caller),
                StaticCredentialsProvider.create(AwsBasicCredentials.create(caller, "secret")),
                Region.US_WEST_2,
                Map.of("AWS_ENDPOINT_URL", "http://simulator.local"));
    }

    /** The subnet of a network. */
    public String subnet(String network) {
        return subnets.get(NETWORKS.indexOf(network));
    }

    /** A node by its number, from 1. */
    public Node node(int number) {
        return nodes.get(number - 1);
    }

    /** The interfaces of a node as its metadata shows them, without a socket. */
    public NodeInterfaces interfaces(Node node) {
        InProcessHttpClient http = new InProcessHttpClient(world.metadata(node.instanceId()));
        return new MetadataInterfaces(new Metadata(http, URI.create("http://169.254.169.254")));
    }

    /** The metadata service of a node over HTTP, at the moment at which the world stands. */
    public MetadataDoor metadata(Node node) {
        try {
            return world.serveMetadata(node.instanceId(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The addresses of an ENI as they are, of both families, the primary one first. */
    public List<String> addresses(String eni) {
        return world.alone(() -> world.ec2().networkInterfaces().directory().find(eni)).stream()
                .map(its -> its.addresses())
                .flatMap(held -> Stream.concat(held.ipv4().stream(), held.ipv6().stream()))
                .map(Object::toString)
                .toList();
    }

    private String start(int subnet) {
        return "10.0." + subnet * size.apart();
    }

    private String cidr(int subnet) {
        return start(subnet) + ".0/" + size.length();
    }

    /** An IPv6 address of a network's subnet that no interface has. */
    public String ipv6(String network, int place) {
        int index = NETWORKS.indexOf(network) + 1;
        return interfaces(node(1)).list().get(index).subnets().stream()
                .filter(block -> block.family() == Family.IPV6)
                .findFirst()
                .orElseThrow()
                .first()
                .plus(100L + place)
                .toString();
    }

    private String subnet(String vpc, String cidr, String ipv6) {
        return ec2.createSubnet(
                        r ->
                                r.vpcId(vpc)
                                        .cidrBlock(cidr)
                                        .ipv6CidrBlock(ipv6)
                                        .availabilityZone("us-west-2a"))
                .subnet()
                .subnetId();
    }

    private static String nth(Block vpc, int number) {
        return vpc.first().plus(SUBNET.multiply(BigInteger.valueOf(number))) + "/64";
    }

    private List<String> launch(String subnet, int count) {
        return ec2
                .runInstances(
                        r ->
                                r.imageId("ami-0123")
                                        .instanceType(size.type())
                                        .subnetId(subnet)
                                        .minCount(count)
                                        .maxCount(count))
                .instances()
                .stream()
                .map(Instance::instanceId)
                .toList();
    }

    private Node equip(String instance, int number) {
        List<NetworkInterface> made =
                IntStream.range(0, NETWORKS.size()).mapToObj(i -> create(i, number)).toList();
        settle(Duration.ZERO);
        for (int i = 0; i < made.size(); i++) {
            String eni = made.get(i).networkInterfaceId();
            int index = i + 1;
            ec2.attachNetworkInterface(
                    r -> r.networkInterfaceId(eni).instanceId(instance).deviceIndex(index));
        }
        return new Node(
                instance,
                made.stream().map(NetworkInterface::networkInterfaceId).toList(),
                made.stream().map(NetworkInterface::macAddress).toList());
    }

    private NetworkInterface create(int network, int node) {
        String address = start(network + 1) + "." + (10 + node);
        Tag tag = Tag.builder().key("multus-nodes/network").value(NETWORKS.get(network)).build();
        return ec2.createNetworkInterface(
                        r ->
                                r.subnetId(subnets.get(network))
                                        .privateIpAddress(address)
                                        .tagSpecifications(
                                                TagSpecification.builder()
                                                        .resourceType(
                                                                ResourceType.NETWORK_INTERFACE)
                                                        .tags(tag)
                                                        .build()))
                .networkInterface();
    }

    private void settle(Duration more) {
        Duration lag = world.scenario().mostLag();
        world.timeline().sleep(lag.plus(more).plus(Duration.ofMillis(1)));
    }
}

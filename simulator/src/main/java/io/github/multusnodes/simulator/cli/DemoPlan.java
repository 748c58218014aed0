package io.github.multusnodes.simulator.cli;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;

import io.github.multusnodes.simulator.report.Block;
import io.github.multusnodes.simulator.state.autoscaling.AutoScaling;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What a local run sets up: a pure function of its size. Zones and networks count from 0.
 *
 * @param nodes desired capacity
 * @param zones Availability Zones in use
 * @param networks Multus networks of each node
 * @param addressing how they get their addresses
 */
record DemoPlan(int nodes, int zones, int networks, Addressing addressing) {

    static final String GROUP = "multus-demo";
    static final String LAUNCH_HOOK = "multus-demo-launch";
    static final String TERMINATE_HOOK = "multus-demo-terminate";
    static final String REGION = AutoScaling.REGION;
    static final String VPC = "10.0.0.0/16";

    /** The zones that the Region has. */
    static final List<String> ZONES = List.of("a", "b", "c", "d");

    static final int MOST_NODES = 200;
    static final int MOST_NETWORKS = 7;

    /** More nodes than were asked for can be made by hand while the simulator is kept up. */
    static final int SPARE_NODES = 20;

    private static final Block VPC_BLOCK = Block.parse(VPC);
    private static final int LENGTH_OF_IPV6 = 64;
    private static final int ROOM_OF_HALF_A_24 = 110;

    /** With interfaces for all networks and for the node itself. */
    String instanceType() {
        return networks < 4 ? "m5.xlarge" : "m5.4xlarge";
    }

    List<String> zoneNames() {
        return ZONES.subList(0, zones).stream().map(zone -> REGION + zone).toList();
    }

    List<String> networkNames() {
        return IntStream.range(0, networks).mapToObj(network -> "net" + (network + 1)).toList();
    }

    /** Where the nodes' own addresses are. */
    Block nodeSubnet(int zone) {
        return subnetAt(zone);
    }

    Block subnet(int network, int zone) {
        return subnetAt(place(network, zone));
    }

    /** The addresses that the network leaves to pods. */
    Block pods(Block subnet) {
        return subnet.upperHalf();
    }

    /**
     * The network's /64 in a zone.
     *
     * @param vpc the VPC's IPv6 block
     */
    Block ipv6Subnet(Block vpc, int network, int zone) {
        BigInteger offset = BigInteger.valueOf(place(network, zone)).shiftLeft(LENGTH_OF_IPV6);
        return new Block(vpc.first().plus(offset), LENGTH_OF_IPV6);
    }

    /** What is reserved in a block of a network's subnet, in the order in which it is used. */
    List<Block> reservations(Demo.Subnet subnet, Block block) {
        return addressing.reservations(block, subnet.network(), zoneNames().indexOf(subnet.zone()));
    }

    /** What is reserved for prefixes in a block of a network's subnet. */
    List<Block> prefixReservations(Demo.Subnet subnet, Block block) {
        return addressing.prefixReservations(
                block, subnet.network(), zoneNames().indexOf(subnet.zone()));
    }

    /** Whether somebody else has an interface in the subnet. */
    boolean hasForeignInterface(int network, int zone) {
        return network == 0 && zone == 0;
    }

    String foreignAddress(Block subnet) {
        return subnet.first().plus(addressing.foreignOffset(subnet.v6())).toString();
    }

    /** Every other network routes for others, so that both settings are seen. */
    boolean sourceDestCheck(int network) {
        return network % 2 == 1;
    }

    int deviceIndex(int network) {
        return network + 1;
    }

    /** After this a run is given up: EC2's request limits alone take long when there are many. */
    Duration patience() {
        return Duration.ofSeconds(240L + 2L * nodes * networks);
    }

    /**
     * The value of {@code MULTUS_NETWORKS}.
     *
     * @param subnet gives the one for a network and a zone
     * @param reservationName gives the name of a CIDR reservation
     */
    String networksJson(
            BiFunction<Integer, Integer, Demo.Subnet> subnet,
            String securityGroup,
            Function<Block, String> reservationName) {
        JsonArray all = new JsonArray();
        for (int network = 0; network < networks; network++) {
            int its = network;
            List<Demo.Subnet> subnets =
                    IntStream.range(0, zones).mapToObj(zone -> subnet.apply(its, zone)).toList();
            all.add(network(network, subnets, securityGroup, reservationName));
        }
        return all.toString();
    }

    private JsonObject network(
            int network,
            List<Demo.Subnet> subnets,
            String securityGroup,
            Function<Block, String> reservationName) {
        List<Block> ipv4 = subnets.stream().flatMap(each -> each.block(false)).toList();
        List<Block> ipv6 = subnets.stream().flatMap(each -> each.block(true)).toList();
        JsonArray ids = new JsonArray();
        subnets.forEach(subnet -> ids.add(subnet.id()));
        JsonObject tags = new JsonObject();
        tags(network).forEach(tags::add);
        JsonObject json =
                Json.object()
                        .add("name", networkNames().get(network))
                        .add("deviceIndex", deviceIndex(network))
                        .add("subnets", ids)
                        .add("securityGroups", Json.array(securityGroup))
                        .add("ipv4", addressing.mode(this, network, ipv4, reservationName));
        JsonObject podPrefixes = addressing.podPrefixes(network, ipv4);
        if (addressing.hasIpv6()) {
            json.add("ipv6", addressing.mode(this, network, ipv6, reservationName));
            podPrefixes.merge(addressing.podPrefixes(network, ipv6));
        }
        if (!podPrefixes.isEmpty()) {
            json.add("podPrefixes", podPrefixes);
        }
        return json.add("sourceDestCheck", sourceDestCheck(network)).add("tags", tags);
    }

    /** The network's own tags. */
    Map<String, String> tags(int network) {
        return Map.of("demo", networkNames().get(network));
    }

    String title() {
        return "%s in %s, %s"
                .formatted(count(nodes, "node"), count(zones, "zone"), count(networks, "network"));
    }

    static String count(int many, String what) {
        return many + " " + what + (many == 1 ? "" : "s");
    }

    private static int place(int network, int zone) {
        return 8 * (network + 1) + zone;
    }

    /** A /24, or a /23 where the lower half of a /24 might not hold a zone's nodes. */
    private Block subnetAt(int place) {
        int prefix = nodes / zones > ROOM_OF_HALF_A_24 ? 23 : 24;
        return VPC_BLOCK.part(place * 512L, prefix);
    }
}

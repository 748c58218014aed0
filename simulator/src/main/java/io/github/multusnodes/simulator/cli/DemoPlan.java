package io.github.multusnodes.simulator.cli;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;

import io.github.multusnodes.simulator.report.Block;
import io.github.multusnodes.simulator.state.autoscaling.AutoScaling;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * What a local run sets up: a pure function of its size. Zones and networks count from 0.
 *
 * @param nodes desired capacity
 * @param zones Availability Zones in use
 * @param networks Multus networks of each node
 */
record DemoPlan(int nodes, int zones, int networks) {

    static final String GROUP = "multus-demo";
    static final String HOOK = "multus-demo-launch";
    static final String REGION = AutoScaling.REGION;
    static final String VPC = "10.0.0.0/16";

    /** The zones that the Region has. */
    static final List<String> ZONES = List.of("a", "b", "c", "d");

    static final int MOST_NODES = 200;
    static final int MOST_NETWORKS = 7;

    /** More nodes than were asked for can be made by hand while the simulator is kept up. */
    static final int SPARE_NODES = 20;

    private static final long VPC_BASE = Block.parse(VPC).first();
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
        return subnetAt(8 * (network + 1) + zone);
    }

    /** The addresses that the network leaves to pods. */
    Block pods(Block subnet) {
        return subnet.upperHalf();
    }

    /** Whether addresses of the network's subnets are reserved in EC2 itself. */
    boolean hasReservation(int network) {
        return network == 0;
    }

    Block reservation(Block subnet) {
        return subnet.part(4, 30);
    }

    /** Whether somebody else has an interface in the subnet. */
    boolean hasForeignInterface(int network, int zone) {
        return network == 0 && zone == 0;
    }

    String foreignAddress(Block subnet) {
        return Block.text(subnet.first() + 8);
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
        return Duration.ofSeconds(120L + 2L * nodes * networks);
    }

    /**
     * The value of {@code MULTUS_NETWORKS}.
     *
     * @param subnetId gives the id for a network and a zone
     */
    String networksJson(BiFunction<Integer, Integer, String> subnetId, String securityGroup) {
        JsonArray all = new JsonArray();
        for (int network = 0; network < networks; network++) {
            JsonArray subnets = new JsonArray();
            JsonArray pods = new JsonArray();
            for (int zone = 0; zone < zones; zone++) {
                subnets.add(subnetId.apply(network, zone));
                pods.add(pods(subnet(network, zone)).toString());
            }
            JsonObject ipv4 = Json.object().add("mode", "lowest-free").add("exclude", pods);
            JsonObject tags = new JsonObject();
            tags(network).forEach(tags::add);
            all.add(
                    Json.object()
                            .add("name", networkNames().get(network))
                            .add("deviceIndex", deviceIndex(network))
                            .add("subnets", subnets)
                            .add("securityGroups", Json.array(securityGroup))
                            .add("ipv4", ipv4)
                            .add("sourceDestCheck", sourceDestCheck(network))
                            .add("tags", tags));
        }
        return all.toString();
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

    /** A /24, or a /23 where the lower half of a /24 might not hold a zone's nodes. */
    private Block subnetAt(int place) {
        int prefix = nodes / zones > ROOM_OF_HALF_A_24 ? 23 : 24;
        return new Block(VPC_BASE + place * 512L, prefix);
    }
}

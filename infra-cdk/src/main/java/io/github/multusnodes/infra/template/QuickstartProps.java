package io.github.multusnodes.infra.template;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;

import io.github.multusnodes.infra.construct.HandlerCode;
import io.github.multusnodes.infra.construct.MultusNodesProps;
import io.github.multusnodes.infra.construct.SubnetReservation;
import io.github.multusnodes.infra.node.NodeNetwork;
import io.github.multusnodes.infra.node.PodLimit;
import io.github.multusnodes.infra.template.QuickstartNetwork.MultusSubnet;
import io.github.multusnodes.settings.Settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The quickstart's node group: on n3 nodes have an address each and pods the upper half of each
 * subnet, on n6 each node has a /28 prefix of the upper half for its pods.
 */
record QuickstartProps(Nodes nodes, String clusterName, QuickstartNetwork network, HandlerCode code)
        implements MultusNodesProps {

    static final List<NodeNetwork> ON_NODES =
            List.of(
                    new NodeNetwork("n3", 1),
                    new NodeNetwork("n6", 0, 2, NodeNetwork.JUMBO, 1, 0, false, List.of()));

    record Nodes(String groupName, String image, String instanceType, Number least, Number most) {}

    @Override
    public String nodeGroupName() {
        return nodes.groupName();
    }

    @Override
    public String imageId() {
        return nodes.image();
    }

    @Override
    public List<String> instanceTypes() {
        return List.of(nodes.instanceType());
    }

    @Override
    public List<String> nodeSubnetIds() {
        return network.nodeSubnets();
    }

    @Override
    public String nodeNetworks() {
        return NodeNetwork.json(ON_NODES);
    }

    @Override
    public PodLimit podLimit() {
        return new PodLimit(ON_NODES.size(), Optional.empty());
    }

    @Override
    public Number minSize() {
        return nodes.least();
    }

    @Override
    public Number maxSize() {
        return nodes.most();
    }

    @Override
    public List<String> multusSubnetIds() {
        return Stream.concat(network.n3().stream(), network.n6().stream())
                .map(MultusSubnet::id)
                .toList();
    }

    @Override
    public List<String> multusSecurityGroupIds() {
        return List.of(network.multusGroup());
    }

    @Override
    public boolean delegatesPrefixes() {
        return true;
    }

    /** Where the cluster's private endpoint is reached. */
    @Override
    public List<String> vpcSubnetIds() {
        return network.nodeSubnets();
    }

    /** New accounts have little concurrency; sweeps that overlap do no harm. */
    @Override
    public boolean oneSweepAtATime() {
        return false;
    }

    @Override
    public boolean makesAlarmTopic() {
        return true;
    }

    @Override
    public List<SubnetReservation> reservations() {
        return Stream.concat(
                        network.n3().stream().map(its -> reservation(its, "explicit")),
                        network.n6().stream().map(its -> reservation(its, "prefix")))
                .toList();
    }

    private static SubnetReservation reservation(MultusSubnet subnet, String type) {
        return new SubnetReservation(subnet.id(), subnet.pods(), type, "Pods");
    }

    @Override
    public Map<String, String> networkVariables() {
        JsonArray networks = new JsonArray();
        networks.add(network("n3", 1, network.n3()));
        networks.add(network("n6", 2, network.n6()).add("podPrefixes", prefixes()));
        return Map.of(Settings.NETWORKS, networks.toString());
    }

    private JsonObject network(String name, int deviceIndex, List<MultusSubnet> subnets) {
        return Json.object()
                .add("name", name)
                .add("deviceIndex", deviceIndex)
                .add("subnets", texts(subnets.stream().map(MultusSubnet::id)))
                .add("securityGroups", texts(Stream.of(network.multusGroup())))
                .add(
                        "ipv4",
                        Json.object()
                                .add("mode", "lowest-free")
                                .add("exclude", texts(subnets.stream().map(MultusSubnet::pods))))
                .add("sourceDestCheck", false);
    }

    private static JsonObject prefixes() {
        return Json.object().add("ipv4", 1);
    }

    private static JsonArray texts(Stream<String> values) {
        JsonArray texts = new JsonArray();
        values.forEach(texts::add);
        return texts;
    }
}

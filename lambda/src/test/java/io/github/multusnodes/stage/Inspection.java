package io.github.multusnodes.stage;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Tag;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Looks at what is there, as an operator would with the EC2 API, and finds what is wrong. */
public final class Inspection {

    private final Ec2Client ec2;
    private final Grounds grounds;
    private final Layout layout;

    Inspection(Ec2Client ec2, Grounds grounds, Layout layout) {
        this.ec2 = ec2;
        this.grounds = grounds;
        this.layout = layout;
    }

    /** All interfaces that carry our owner tag. */
    public List<NetworkInterface> ours() {
        return find(filter("tag:multus-nodes/node-group", List.of(Stage.NODE_GROUP)));
    }

    /** All interfaces of a network's subnet in a zone, by anybody. */
    public List<NetworkInterface> inSubnet(int network, int zone) {
        return find(filter("subnet-id", List.of(grounds.networkSubnets().get(network).get(zone))));
    }

    /** The last parts of the primary addresses in a subnet, in order. */
    public List<Integer> hostNumbers(int network, int zone) {
        return inSubnet(network, zone).stream()
                .map(
                        eni ->
                                Integer.valueOf(
                                        eni.privateIpAddress()
                                                .substring(
                                                        eni.privateIpAddress().lastIndexOf('.')
                                                                + 1)))
                .sorted()
                .toList();
    }

    /**
     * The addresses of our interfaces in a network, of both families, one line for each, sorted.
     */
    public List<String> addresses(int network) {
        return ours().stream()
                .filter(eni -> ("n" + (network + 1)).equals(tags(eni).get("multus-nodes/network")))
                .map(
                        eni ->
                                Stream.concat(
                                                eni.privateIpAddresses().stream()
                                                        .map(its -> its.privateIpAddress()),
                                                eni.ipv6Addresses().stream()
                                                        .map(its -> its.ipv6Address()))
                                        .collect(joining(" ")))
                .sorted()
                .toList();
    }

    /** The prefixes of our interfaces in a network, of both families, one line for each, sorted. */
    public List<String> prefixes(int network) {
        return ours().stream()
                .filter(eni -> ("n" + (network + 1)).equals(tags(eni).get("multus-nodes/network")))
                .map(
                        eni ->
                                Stream.concat(
                                                eni.ipv4Prefixes().stream()
                                                        .map(its -> its.ipv4Prefix()),
                                                eni.ipv6Prefixes().stream()
                                                        .map(its -> its.ipv6Prefix()))
                                        .collect(joining(" ")))
                .sorted()
                .toList();
    }

    /**
     * Everything that is not as it should be: each node has each network's interface, right in all
     * respects, and nothing else carries our tag.
     */
    public List<String> problems(Collection<String> nodes) {
        List<String> problems = new ArrayList<>();
        Map<String, List<NetworkInterface>> byNode =
                ours().stream()
                        .collect(
                                groupingBy(
                                        eni ->
                                                tags(eni)
                                                        .getOrDefault(
                                                                "multus-nodes/instance", "?")));
        byNode.forEach(
                (node, its) -> {
                    if (!nodes.contains(node)) {
                        problems.add("left of " + node + ": " + ids(its));
                    }
                });
        for (String node : nodes) {
            List<NetworkInterface> its = byNode.getOrDefault(node, List.of());
            if (its.size() != layout.networks()) {
                problems.add(node + " has " + ids(its) + " for " + layout.networks() + " networks");
            }
            its.forEach(eni -> problems.addAll(problems(node, eni)));
        }
        return problems;
    }

    private List<String> problems(String node, NetworkInterface eni) {
        List<String> problems = new ArrayList<>();
        Map<String, String> tags = tags(eni);
        String network = tags.getOrDefault("multus-nodes/network", "?");
        Map<String, String> wanted =
                Map.of(
                        "node.k8s.amazonaws.com/no_manage",
                        "true",
                        "multus-nodes/node-group",
                        Stage.NODE_GROUP,
                        "multus-nodes/instance",
                        node,
                        "multus-nodes/network",
                        network,
                        "cnf",
                        "upf");
        expect(problems, eni, "tags", wanted, without("Name", tags));
        expect(problems, eni, "Name tag", true, tags.containsKey("Name"));
        expect(
                problems,
                eni,
                "description",
                "multus-nodes " + Stage.NODE_GROUP + " " + node + " " + network,
                eni.description());
        expect(problems, eni, "source/dest check", false, eni.sourceDestCheck());
        expect(
                problems,
                eni,
                "security groups",
                List.of(grounds.securityGroup()),
                eni.groups().stream().map(group -> group.groupId()).toList());
        expect(problems, eni, "attached", true, eni.attachment() != null);
        if (eni.attachment() != null) {
            expect(problems, eni, "instance", node, eni.attachment().instanceId());
            expect(
                    problems,
                    eni,
                    "device index",
                    Integer.valueOf(network.substring(1)),
                    eni.attachment().deviceIndex());
            expect(problems, eni, "card", 0, eni.attachment().networkCardIndex());
            expect(
                    problems,
                    eni,
                    "deleteOnTermination",
                    true,
                    eni.attachment().deleteOnTermination());
        }
        return problems;
    }

    private static void expect(
            List<String> problems, NetworkInterface eni, String what, Object wanted, Object seen) {
        if (!wanted.equals(seen)) {
            problems.add(
                    eni.networkInterfaceId() + ": " + what + " is " + seen + ", not " + wanted);
        }
    }

    private List<NetworkInterface> find(Filter filter) {
        return ec2
                .describeNetworkInterfacesPaginator(r -> r.filters(filter).maxResults(1000))
                .networkInterfaces()
                .stream()
                .toList();
    }

    private static Filter filter(String name, Collection<String> values) {
        return Filter.builder().name(name).values(values).build();
    }

    private static Map<String, String> tags(NetworkInterface eni) {
        return eni.tagSet().stream().collect(toMap(Tag::key, Tag::value));
    }

    private static Map<String, String> without(String key, Map<String, String> tags) {
        Map<String, String> others = new TreeMap<>(tags);
        others.keySet().removeAll(Set.of(key));
        return others;
    }

    private static List<String> ids(List<NetworkInterface> enis) {
        return enis.stream().map(NetworkInterface::networkInterfaceId).toList();
    }
}

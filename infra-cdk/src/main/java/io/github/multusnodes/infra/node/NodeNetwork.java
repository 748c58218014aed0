package io.github.multusnodes.infra.node;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;

import java.util.List;

/**
 * What a node must know of a Multus network.
 *
 * @param mtu of the interface, in bytes
 * @param ipv4Prefixes so many does EC2 delegate to the interface, for pods
 * @param sourceRouting whether pods answer by the interface that they were asked on
 * @param routes blocks that pods reach by the network's gateway
 */
public record NodeNetwork(
        String name,
        int networkCardIndex,
        int deviceIndex,
        int mtu,
        int ipv4Prefixes,
        int ipv6Prefixes,
        boolean sourceRouting,
        List<String> routes) {

    /** Of an ENI in a VPC: the most there is. */
    public static final int JUMBO = 9001;

    public NodeNetwork {
        routes = List.copyOf(routes);
    }

    /** On network card 0, with nothing else than its address. */
    public NodeNetwork(String name, int deviceIndex) {
        this(name, 0, deviceIndex, JUMBO, 0, 0, false, List.of());
    }

    /**
     * The networks as the node's script reads them: a list like {@code MULTUS_NETWORKS}, without
     * what only the functions need. A key that has its default is left out: user data is short.
     */
    public static String json(List<NodeNetwork> networks) {
        JsonArray all = new JsonArray();
        networks.forEach(its -> all.add(its.json()));
        return all.toString();
    }

    private JsonObject json() {
        JsonObject json = Json.object().add("name", name).add("deviceIndex", deviceIndex);
        if (networkCardIndex != 0) {
            json.add("networkCardIndex", networkCardIndex);
        }
        if (mtu != JUMBO) {
            json.add("mtu", mtu);
        }
        if (ipv4Prefixes > 0 || ipv6Prefixes > 0) {
            json.add(
                    "podPrefixes",
                    Json.object().add("ipv4", ipv4Prefixes).add("ipv6", ipv6Prefixes));
        }
        if (sourceRouting) {
            json.add("sourceRouting", true);
        }
        if (!routes.isEmpty()) {
            JsonArray blocks = new JsonArray();
            routes.forEach(blocks::add);
            json.add("routes", blocks);
        }
        return json;
    }
}

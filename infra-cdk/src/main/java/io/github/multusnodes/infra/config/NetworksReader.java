package io.github.multusnodes.infra.config;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.infra.config.NetworkPlaces.Place;
import io.github.multusnodes.infra.config.NetworkPlaces.Prefixes;
import io.github.multusnodes.infra.config.NetworkPlaces.ReservationType;
import io.github.multusnodes.infra.node.NodeNetwork;
import io.github.multusnodes.settings.Settings;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads where the networks are. All else of a network is what the functions themselves read, and is
 * left to them: see {@link VariablesReader}.
 */
final class NetworksReader {

    /** What the functions read, and beside it what only the nodes and their pods need. */
    private static final List<String> KEYS =
            Stream.concat(Settings.NETWORK_KEYS.stream(), Stream.of("mtu", "attachment")).toList();

    private final Section file;
    private final List<NetworkPlaces> places = new ArrayList<>();
    private final JsonArray forFunctions = new JsonArray();

    private NetworksReader(Section file) {
        this.file = file;
    }

    /**
     * What the file says of the networks.
     *
     * @param forFunctions the list that {@code MULTUS_NETWORKS} holds
     */
    record Read(List<NetworkPlaces> places, JsonArray forFunctions) {}

    static Read read(Section file) {
        return new NetworksReader(file).read();
    }

    private Read read() {
        Optional<JsonValue> networks = file.json().get("networks");
        if (networks.isEmpty() || !networks.get().isArray() || networks.get().asArray().isEmpty()) {
            file.add(
                    "networks",
                    networks.map(JsonValue::toString).orElse("missing"),
                    "a list of networks, at least one",
                    "Write one object for each network.");
            return new Read(List.of(), forFunctions);
        }
        int place = 0;
        for (JsonValue network : networks.get().asArray()) {
            if (network.isObject()) {
                read("networks[" + place + "]", network.asObject());
            } else {
                forFunctions.add(network);
            }
            place++;
        }
        return new Read(places, forFunctions);
    }

    private void read(String path, JsonObject network) {
        Section section = new Section(path, network, KEYS, file.violations());
        Prefixes prefixes = prefixes(network);
        Map<String, Place> subnets = new LinkedHashMap<>();
        String allowed = "an object with a subnet for each zone";
        String advice = "Write us-west-2a: {id: subnet-…, cidr: 10.0.4.0/24}.";
        if (!section.has("subnets")) {
            section.violations().missing(path + ".subnets", allowed, advice);
        }
        Section zones = section.entries("subnets", allowed, advice);
        for (String zone : zones.json().names()) {
            zones.checkKey(zone, Forms.ZONE, "Write the zone's name, not its id.");
            subnets.put(zone, new PlaceReader(zones, zone, type(prefixes)).read());
        }
        places.add(
                new NetworkPlaces(
                        text(network, "name"),
                        number(network, "deviceIndex", 1),
                        number(network, "networkCardIndex", 0),
                        subnets,
                        texts(network.get("securityGroups")),
                        keys(network.get("tags")),
                        section.wholeNumber(
                                "mtu",
                                576,
                                NodeNetwork.JUMBO,
                                NodeNetwork.JUMBO,
                                "Leave it out for 9001."),
                        nodeRanges(network),
                        prefixes,
                        AttachmentReader.read(section)));
        forFunctions.add(forFunctions(network, subnets));
    }

    /** The network as the functions read it: ids of subnets, and the pods' ranges excluded. */
    private static JsonObject forFunctions(JsonObject network, Map<String, Place> subnets) {
        JsonObject its = new JsonObject(network);
        network.names().stream()
                .filter(key -> !Settings.NETWORK_KEYS.contains(key))
                .forEach(its::remove);
        JsonArray ids = new JsonArray();
        subnets.values().forEach(place -> ids.add(place.subnet()));
        its.set("subnets", ids);
        for (Family family : Family.values()) {
            exclude(its, family, subnets);
        }
        return its;
    }

    private static void exclude(JsonObject its, Family family, Map<String, Place> subnets) {
        List<String> pods =
                subnets.values().stream()
                        .flatMap(place -> place.pods().stream())
                        .filter(block -> block.family() == family)
                        .map(Cidr::toString)
                        .toList();
        String key = family == Family.IPV4 ? "ipv4" : "ipv6";
        JsonValue found = its.get(key);
        boolean given = found != null && found.isObject();
        boolean without =
                given
                        ? text(found.asObject(), "mode").equals("none")
                        : family == Family.IPV6 || found != null;
        if (pods.isEmpty() || without) {
            return;
        }
        JsonObject addresses = given ? new JsonObject(found.asObject()) : new JsonObject();
        JsonValue excluded = addresses.get("exclude");
        if (excluded == null || excluded.isArray()) {
            JsonArray all = excluded == null ? new JsonArray() : new JsonArray(excluded.asArray());
            pods.forEach(all::add);
            its.set(key, addresses.set("exclude", all));
        }
    }

    private static Prefixes prefixes(JsonObject network) {
        JsonObject prefixes = object(network, "podPrefixes");
        return new Prefixes(number(prefixes, "ipv4", 0), number(prefixes, "ipv6", 0));
    }

    private static ReservationType type(Prefixes prefixes) {
        return prefixes.ipv4() + prefixes.ipv6() > 0
                ? ReservationType.PREFIX
                : ReservationType.EXPLICIT;
    }

    /** Those named by their blocks; of the others EC2 alone knows where they are. */
    private static List<Cidr> nodeRanges(JsonObject network) {
        List<Cidr> ranges = new ArrayList<>();
        for (String family : List.of("ipv4", "ipv6")) {
            JsonValue named = object(network, family).get("reservation");
            List<String> names =
                    named != null && named.isString() ? List.of(named.asString()) : texts(named);
            names.stream().flatMap(name -> cidr(name).stream()).forEach(ranges::add);
        }
        return ranges;
    }

    private static Optional<Cidr> cidr(String text) {
        try {
            return Optional.of(Cidr.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static JsonObject object(JsonObject json, String key) {
        JsonValue value = json.get(key);
        return value != null && value.isObject() ? value.asObject() : new JsonObject();
    }

    private static int number(JsonObject json, String key, int fallback) {
        JsonValue value = json.get(key);
        return value != null && value.toString().matches("[0-9]{1,9}") ? value.asInt() : fallback;
    }

    private static String text(JsonObject json, String key) {
        JsonValue value = json.get(key);
        return value != null && value.isString() ? value.asString() : "";
    }

    private static List<String> keys(@Nullable JsonValue value) {
        return value != null && value.isObject() ? value.asObject().names() : List.of();
    }

    private static List<String> texts(@Nullable JsonValue value) {
        List<String> texts = new ArrayList<>();
        if (value != null && value.isArray()) {
            value.asArray().values().stream()
                    .filter(JsonValue::isString)
                    .map(JsonValue::asString)
                    .forEach(texts::add);
        }
        return texts;
    }
}

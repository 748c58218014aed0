package io.github.multusnodes.settings;

import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;

import io.github.multusnodes.address.Family;
import io.github.multusnodes.node.AddressMode;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.PodPrefixes;
import io.github.multusnodes.node.Slot;
import io.github.multusnodes.reading.ObjectReader;
import io.github.multusnodes.reading.Violation;
import io.github.multusnodes.reading.Violations;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads one network of {@code MULTUS_NETWORKS}. What cannot be read is noted and replaced, since
 * nothing read beside a violation is handed out.
 */
final class NetworkReader {

    static final int HIGHEST_DEVICE_INDEX = 99;

    private static final int HIGHEST_CARD = 99;
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");
    static final List<String> KEYS =
            List.of(
                    "name",
                    "deviceIndex",
                    "networkCardIndex",
                    "subnets",
                    "securityGroups",
                    "ipv4",
                    "ipv6",
                    "podPrefixes",
                    "sourceDestCheck",
                    "tags");

    private final ObjectReader network;
    private final Violations violations;

    private NetworkReader(ObjectReader network, Violations violations) {
        this.network = network;
        this.violations = violations;
    }

    static Optional<Network> read(String path, JsonValue json, Violations violations) {
        if (!json.isObject()) {
            violations.add(
                    path,
                    json.toString(),
                    "an object with the keys " + String.join(", ", KEYS),
                    "Write one object per network.");
            return Optional.empty();
        }
        ObjectReader reader = new ObjectReader(path, json.asObject(), KEYS, violations);
        return Optional.of(new NetworkReader(reader, violations).read());
    }

    private Network read() {
        String name = name();
        Slot slot = slot();
        List<String> subnets = subnets();
        List<String> groups =
                network.texts(
                        "securityGroups", "a list of security group ids", "Write [\"sg-...\"].");
        Ids.checkSecurityGroups(groups, network.path("securityGroups"), violations);
        Ids.checkUnique(groups, network.path("securityGroups"), violations);
        Ids.checkFewEnough(groups, network.path("securityGroups"), violations);
        AddressMode ipv4 = AddressModeReader.read(Family.IPV4, network, violations);
        AddressMode ipv6 = AddressModeReader.read(Family.IPV6, network, violations);
        PodPrefixes podPrefixes = PodPrefixesReader.read(network, violations);
        if (ipv4 instanceof AddressMode.None) {
            checkWithoutIpv4(ipv6, podPrefixes);
        }
        boolean sourceDestCheck =
                network.flag("sourceDestCheck", true, "Leave it out for EC2's own default, true.");
        return new Network(
                name, slot, subnets, groups, ipv4, ipv6, podPrefixes, sourceDestCheck, tags());
    }

    /** EC2 delegates IPv4 prefixes only where it also gives an address: in subnets with IPv4. */
    private void checkWithoutIpv4(AddressMode ipv6, PodPrefixes podPrefixes) {
        if (ipv6 instanceof AddressMode.None) {
            violations.add(
                    network.path("ipv4") + ".mode",
                    "\"none\"",
                    "none only beside an ipv6.mode that gives an address",
                    "Set ipv6.mode, or leave it out for lowest-free.");
        }
        if (podPrefixes.ipv4() > 0) {
            violations.add(
                    network.path("podPrefixes") + ".ipv4",
                    String.valueOf(podPrefixes.ipv4()),
                    "0 where ipv4.mode is none, as EC2 has no IPv4 prefixes in IPv6-only subnets",
                    "Set ipv4.mode, or leave it out.");
        }
    }

    private String name() {
        String allowed = "1 to 32 of a to z, 0 to 9 and -";
        String advice = "Give the network a short name of its own.";
        Optional<String> name = network.text("name", allowed, advice);
        if (network.get("name").isEmpty()) {
            violations.missing(network.path("name"), allowed, advice);
        }
        if (name.isPresent() && !NAME.matcher(name.get()).matches()) {
            violations.add(network.path("name"), Violation.quoted(name.get()), allowed, advice);
        } else {
            name.ifPresent(unique -> violations.claim("name", unique, network.path("name")));
        }
        return name.orElse("");
    }

    private Slot slot() {
        String advice = "Index 0 is the node's primary interface; take the next one not in use.";
        Optional<Integer> index =
                network.wholeNumber("deviceIndex", 1, HIGHEST_DEVICE_INDEX, advice);
        if (network.get("deviceIndex").isEmpty()) {
            String allowed = ObjectReader.wholeNumbers(1, HIGHEST_DEVICE_INDEX);
            violations.missing(network.path("deviceIndex"), allowed, advice);
        }
        int card =
                network.wholeNumber(
                                "networkCardIndex", 0, HIGHEST_CARD, "Most types have card 0 only.")
                        .orElse(0);
        Slot slot = new Slot(card, index.orElse(1));
        if (index.isPresent()) {
            violations.claim("slot", slot, network.path("deviceIndex"));
        }
        return slot;
    }

    private List<String> subnets() {
        String allowed = "a list of subnet ids";
        String advice = "Write [\"subnet-...\"], one per Availability Zone.";
        List<String> subnets = network.texts("subnets", allowed, advice);
        Optional<JsonValue> json = network.get("subnets");
        if (json.isEmpty()) {
            violations.missing(network.path("subnets"), allowed, advice);
        } else if (json.get().isArray() && json.get().asArray().isEmpty()) {
            violations.add(network.path("subnets"), "[]", allowed + ", at least one", advice);
        }
        Ids.checkSubnets(subnets, network.path("subnets"), violations);
        Ids.checkUnique(subnets, network.path("subnets"), violations);
        return subnets;
    }

    private Map<String, String> tags() {
        Optional<JsonValue> json = network.get("tags");
        Map<String, String> tags = new LinkedHashMap<>();
        if (json.isEmpty()) {
            return tags;
        }
        String path = network.path("tags");
        if (!json.get().isObject()) {
            String advice = "Write {\"key\": \"value\"}.";
            violations.add(path, json.get().toString(), "an object of texts", advice);
            return tags;
        }
        JsonObject object = json.get().asObject();
        ObjectReader reader = new ObjectReader(path, object, object.names(), violations);
        for (String key : new TreeSet<>(object.names())) {
            reader.text(key, "text", "Put the value in quotes.")
                    .ifPresent(value -> tags.put(key, value));
        }
        Tags.check(tags, path, violations);
        return tags;
    }
}

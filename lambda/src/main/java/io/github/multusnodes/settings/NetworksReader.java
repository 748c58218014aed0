package io.github.multusnodes.settings;

import com.eclipsesource.json.JsonValue;

import io.github.multusnodes.node.Network;
import io.github.multusnodes.reading.Violations;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code MULTUS_NETWORKS}. */
final class NetworksReader {

    private static final String ALLOWED = "a JSON list of networks";

    private NetworksReader() {}

    static List<Network> read(String text, Violations violations) {
        return JsonVariable.parse(Settings.NETWORKS, text, ALLOWED, violations)
                .map(json -> networks(json, violations))
                .orElse(List.of());
    }

    private static List<Network> networks(JsonValue json, Violations violations) {
        if (!json.isArray() || json.asArray().isEmpty()) {
            violations.add(
                    Settings.NETWORKS,
                    json.toString(),
                    ALLOWED + ", at least one",
                    "Write one object per network, in square brackets.");
            return List.of();
        }
        List<Network> networks = new ArrayList<>();
        int place = 0;
        for (JsonValue network : json.asArray()) {
            String path = Settings.NETWORKS + "[" + place + "]";
            NetworkReader.read(path, network, violations).ifPresent(networks::add);
            place++;
        }
        return networks;
    }
}

package io.github.multusnodes.settings;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonValue;
import com.eclipsesource.json.ParseException;

import io.github.multusnodes.node.Network;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code MULTUS_NETWORKS}. */
final class NetworksReader {

    private static final String ALLOWED = "a JSON list of networks";

    private NetworksReader() {}

    static List<Network> read(String text, Violations violations) {
        JsonValue json;
        try {
            json = Json.parse(text);
        } catch (ParseException e) {
            violations.add(
                    Settings.NETWORKS,
                    "malformed at line %d, column %d"
                            .formatted(e.getLocation().line, e.getLocation().column),
                    ALLOWED,
                    "Mend the JSON there: " + e.getMessage() + ".");
            return List.of();
        }
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

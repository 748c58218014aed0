package io.github.multusnodes.infra.boot;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Links, addresses, routes and rules of the guest at one moment, as its kernel and networkd say.
 */
record NodeState(Map<String, JsonNode> answers) {

    private static final Map<String, String> QUESTIONS =
            Map.of(
                    "addresses", "ip -json -details address show",
                    "routes", "ip -json -details route show table all",
                    "routes6", "ip -json -details -6 route show table all",
                    "rules", "ip -json rule show",
                    "rules6", "ip -json -6 rule show",
                    "networkd", "networkctl list --json=short");

    /** One link with all that hangs on it. */
    record Link(
            String name,
            Set<String> otherNames,
            String mac,
            boolean up,
            int mtu,
            List<String> addresses,
            List<String> routes,
            List<String> nameServers,
            String manager,
            String file) {}

    static NodeState of(Guest guest) {
        StringBuilder script = new StringBuilder();
        QUESTIONS.forEach(
                (name, command) -> script.append("echo '\"%s\"'; %s;".formatted(name, command)));
        Map<String, JsonNode> answers = new HashMap<>();
        String name = "";
        try (JsonParser parser = JsonSocket.JSON.createParser(guest.run(script.toString()))) {
            for (JsonNode each : (Iterable<JsonNode>) () -> values(parser)) {
                if (each.isTextual()) {
                    name = each.asText();
                } else {
                    answers.put(name, each);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new NodeState(answers);
    }

    private static Iterator<JsonNode> values(JsonParser parser) {
        try {
            return JsonSocket.JSON.readValues(parser, JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Link link(String name) {
        JsonNode link =
                all("addresses")
                        .filter(each -> each.get("ifname").asText().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no link " + name));
        JsonNode managed =
                all("networkd")
                        .filter(each -> each.get("Name").asText().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("networkd knows no link " + name));
        return new Link(
                name,
                values(link.path("altnames")).map(JsonNode::asText).collect(Collectors.toSet()),
                link.get("address").asText(),
                values(link.get("flags")).anyMatch(flag -> flag.asText().equals("UP")),
                link.get("mtu").asInt(),
                values(link.get("addr_info")).map(each -> each.get("local").asText()).toList(),
                Stream.concat(all("routes"), all("routes6"))
                        .filter(route -> route.path("dev").asText().equals(name))
                        .filter(route -> !route.path("type").asText().equals("multicast"))
                        .map(JsonNode::toString)
                        .toList(),
                values(managed.path("DNS")).map(JsonNode::toString).toList(),
                managed.get("AdministrativeState").asText(),
                managed.path("NetworkFile").asText());
    }

    /** The rules that are not the kernel's own three. */
    List<String> rules() {
        return Stream.concat(all("rules"), all("rules6"))
                .filter(
                        rule ->
                                !List.of("local", "main", "default")
                                        .contains(rule.path("table").asText()))
                .map(JsonNode::toString)
                .toList();
    }

    /** The links over which a default route leads, of any table. */
    List<String> defaultRoutes() {
        return Stream.concat(all("routes"), all("routes6"))
                .filter(route -> route.get("dst").asText().equals("default"))
                .map(route -> route.path("dev").asText())
                .toList();
    }

    private Stream<JsonNode> all(String question) {
        JsonNode answer = answers.getOrDefault(question, MissingNode.getInstance());
        return values(answer.isArray() ? answer : answer.path("Interfaces"));
    }

    private static Stream<JsonNode> values(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}

package io.github.multusnodes.infra.boot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * What a container runtime does with CNI configurations: pods are network namespaces of the guest,
 * plugins are Debian's, run as the CNI specification has it.
 *
 * @see <a href="https://www.cni.dev/docs/spec/">CNI specification</a>
 */
final class ContainerRuntime {

    private final Guest guest;
    private final Map<String, JsonNode> results = new HashMap<>();

    ContainerRuntime(Guest guest) {
        this.guest = guest;
    }

    /** A plugin's refusal. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    /** Makes a pod without any interface but its loopback. */
    void createPod(String pod) {
        guest.run("ip netns add %1$s && ip -netns %1$s link set lo up".formatted(pod));
    }

    JsonNode configuration(String path) {
        return read(guest.run("cat " + path));
    }

    /**
     * Adds an interface to a pod by each plugin in turn.
     *
     * @return the last plugin's result
     * @throws Refused if a plugin fails
     */
    JsonNode add(JsonNode configuration, String pod, String name) {
        JsonNode result = MissingNode.getInstance();
        for (JsonNode plugin : plugins(configuration)) {
            result = run("ADD", configuration, plugin, result, pod, name);
        }
        results.put(pod + name, result);
        return result;
    }

    /** Takes an interface from a pod by each plugin, the last one first. */
    void delete(JsonNode configuration, String pod, String name) {
        JsonNode result = results.getOrDefault(pod + name, MissingNode.getInstance());
        for (JsonNode plugin : plugins(configuration).reversed()) {
            run("DEL", configuration, plugin, result, pod, name);
        }
    }

    private static List<JsonNode> plugins(JsonNode configuration) {
        return configuration.has("plugins")
                ? StreamSupport.stream(configuration.get("plugins").spliterator(), false).toList()
                : List.of(configuration);
    }

    private JsonNode run(
            String command,
            JsonNode configuration,
            JsonNode plugin,
            JsonNode previous,
            String pod,
            String name) {
        ObjectNode input = plugin.deepCopy();
        input.set("cniVersion", configuration.get("cniVersion"));
        input.set("name", configuration.get("name"));
        if (!previous.isMissingNode()) {
            input.set("prevResult", previous);
        }
        List<String> words = new ArrayList<>();
        words.add("CNI_COMMAND=" + command);
        words.add("CNI_CONTAINERID=" + pod);
        words.add("CNI_NETNS=/run/netns/" + pod);
        words.add("CNI_IFNAME=" + name);
        words.add("CNI_PATH=/usr/lib/cni");
        words.add("/usr/lib/cni/" + plugin.get("type").asText());
        Guest.Output output = guest.attempt(String.join(" ", words), input.toString());
        if (output.status() != 0) {
            throw new Refused(output.out() + output.err());
        }
        return output.out().isBlank() ? MissingNode.getInstance() : read(output.out());
    }

    private static JsonNode read(String text) {
        try {
            return JsonSocket.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(text, e);
        }
    }
}

package io.github.multusnodes.infra.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import io.github.multusnodes.infra.app.Stacked;
import io.github.multusnodes.node.Slot;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A node's user data, read as cloud-init reads it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2046#section-5.1">MIME: multipart</a>
 */
public record UserData(String document, List<Part> parts) {

    private static final Pattern NETWORKS =
            Pattern.compile("<<'END'\n(\\[.*?])\\s*\nEND\n", Pattern.DOTALL);

    record Part(String type, String content) {}

    public static UserData of(Deployment deployed) {
        String template =
                new Stacked(deployed.template()).only("AWS::EC2::LaunchTemplate").getKey();
        String encoded = deployed.properties(template).at("/LaunchTemplateData/UserData").asText();
        return read(new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8));
    }

    private static UserData read(String document) {
        String[] headAndBody = document.split("\n\n", 2);
        Map<String, String> head = headers(headAndBody[0]);
        String type = head.getOrDefault("Content-Type", "");
        if (!"1.0".equals(head.get("MIME-Version")) || !type.startsWith("multipart/mixed;")) {
            throw new IllegalArgumentException("Not a MIME document of several parts: " + head);
        }
        String boundary = type.replaceFirst(".*boundary=\"(.*)\"$", "$1");
        String body = "\n" + headAndBody[1];
        List<String> pieces = new ArrayList<>(List.of(body.split("\n--" + boundary, -1)));
        if (!pieces.removeFirst().isBlank() || !pieces.removeLast().strip().equals("--")) {
            throw new IllegalArgumentException("Not closed by --" + boundary + "--: " + document);
        }
        List<Part> parts = new ArrayList<>();
        for (String piece : pieces) {
            String[] part = piece.substring(1).split("\n\n", 2);
            String content = headers(part[0]).getOrDefault("Content-Type", "");
            parts.add(new Part(content.replaceFirst(";.*", ""), part[1]));
        }
        return new UserData(document, parts);
    }

    private static Map<String, String> headers(String lines) {
        Map<String, String> headers = new LinkedHashMap<>();
        lines.lines()
                .map(line -> line.split(": ", 2))
                .forEach(header -> headers.put(header[0], header[1]));
        return headers;
    }

    List<String> types() {
        return parts.stream().map(Part::type).toList();
    }

    public JsonNode nodeConfig() {
        return read(new YAMLMapper(), parts.getFirst().content());
    }

    private static JsonNode read(ObjectMapper mapper, String text) {
        try {
            return mapper.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not to be read: " + text, e);
        }
    }

    /** Of the interfaces: the first that cloud-init runs. */
    public String interfaces() {
        return parts.get(1).content();
    }

    /** What the script is told of the networks. */
    public JsonNode networks() {
        Matcher json = NETWORKS.matcher(interfaces());
        if (!json.find()) {
            throw new AssertionError("No networks: " + interfaces());
        }
        return read(new ObjectMapper(), json.group(1));
    }

    /** Where the script looks for them. */
    public List<Slot> slots() {
        return networks()
                .valueStream()
                .map(
                        its ->
                                new Slot(
                                        its.path("networkCardIndex").asInt(0),
                                        its.path("deviceIndex").asInt()))
                .toList();
    }

    public String signal() {
        return parts.getLast().content();
    }
}

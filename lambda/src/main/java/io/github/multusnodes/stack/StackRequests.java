package io.github.multusnodes.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import com.eclipsesource.json.ParseException;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Reads the requests for custom resources.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html">
 *     Custom resource request objects</a>
 */
public final class StackRequests {

    private static final String ADVICE =
            "Invoke this function as the ServiceToken of a custom resource;"
                    + " test-events/ has an example of each request.";
    private static final int LONGEST_VALUE = 60;

    /** What an answer has to repeat must leave room for what it says. */
    private static final int LONGEST_TEXT = 512;

    private static final String TEXT = "text of up to " + LONGEST_TEXT + " characters";

    private final JsonObject json;

    private StackRequests(JsonObject json) {
        this.json = json;
    }

    /**
     * Reads a request.
     *
     * @throws IllegalArgumentException if not even an answer can be given
     */
    public static StackRequest read(byte[] event) {
        StackRequests reader = new StackRequests(object(event));
        StackRequest.Envelope envelope =
                new StackRequest.Envelope(
                        reader.responseUrl(),
                        reader.text("StackId"),
                        reader.text("RequestId"),
                        reader.text("LogicalResourceId"));
        try {
            return reader.request(envelope);
        } catch (IllegalArgumentException malformed) {
            return new StackRequest.Malformed(
                    envelope,
                    reader.optional("PhysicalResourceId"),
                    String.valueOf(malformed.getMessage()));
        }
    }

    private StackRequest request(StackRequest.Envelope envelope) {
        String type = text("RequestType");
        return switch (type) {
            case "Create" -> new StackRequest.Create(envelope, properties("ResourceProperties"));
            case "Update" ->
                    new StackRequest.Update(
                            envelope,
                            text("PhysicalResourceId"),
                            properties("ResourceProperties"),
                            properties("OldResourceProperties"));
            case "Delete" ->
                    new StackRequest.Delete(
                            envelope, text("PhysicalResourceId"), properties("ResourceProperties"));
            default -> throw malformed("RequestType", type, "Create, Update or Delete");
        };
    }

    private String properties(String name) {
        JsonValue value = json.get(name);
        if (value == null || !value.isObject()) {
            throw malformed(name, shown(value), "an object");
        }
        return value.toString();
    }

    private String text(String name) {
        return optional(name)
                .filter(text -> text.length() <= LONGEST_TEXT)
                .orElseThrow(() -> malformed(name, shown(json.get(name)), TEXT));
    }

    private Optional<String> optional(String name) {
        return Optional.ofNullable(json.get(name))
                .filter(JsonValue::isString)
                .map(JsonValue::asString)
                .filter(text -> !text.isEmpty());
    }

    /** Its value is never shown. */
    private URI responseUrl() {
        Optional<URI> url =
                optional("ResponseURL").flatMap(StackRequests::uri).filter(its -> isHttp(its));
        return url.orElseThrow(
                () -> malformed("ResponseURL", "missing or malformed", "the URL of an answer"));
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException notOne) {
            return Optional.empty();
        }
    }

    private static boolean isHttp(URI url) {
        return url.getHost() != null
                && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()));
    }

    private static JsonObject object(byte[] event) {
        try {
            JsonValue json = Json.parse(new String(event, UTF_8));
            if (json.isObject()) {
                return json.asObject();
            }
            throw malformed("The event", "no object", "a JSON object");
        } catch (ParseException notJson) {
            throw malformed("The event", "no JSON", "a JSON object");
        }
    }

    private static String shown(@Nullable JsonValue value) {
        return value == null ? "missing" : value.toString();
    }

    private static IllegalArgumentException malformed(String name, String value, String allowed) {
        String cut =
                value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "...";
        return new IllegalArgumentException(
                "%s is %s; allowed: %s. %s".formatted(name, cut, allowed, ADVICE));
    }
}

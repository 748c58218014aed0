package io.github.multusnodes.simulator.wire.cloudformation;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import com.eclipsesource.json.ParseException;

import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.cloudformation.Answer;
import io.github.multusnodes.simulator.state.cloudformation.Answers;
import io.github.multusnodes.simulator.wire.Door;
import io.github.multusnodes.simulator.wire.RestCall;
import io.github.multusnodes.simulator.wire.RestRequest;
import io.github.multusnodes.simulator.wire.Xml;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A call to the bucket of answers: {@code PUT}, and no other. What CloudFormation would silently
 * wait for in vain is refused here at once.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html">
 *     Custom resource response objects</a>
 */
record PutAnswer(Answers answers, RestRequest request) implements RestCall {

    private static final int MOST_BYTES = 4096;
    private static final Set<String> MEMBERS =
            Set.of(
                    "Status",
                    "Reason",
                    "PhysicalResourceId",
                    "StackId",
                    "RequestId",
                    "LogicalResourceId",
                    "NoEcho",
                    "Data");

    @Override
    public String caller() {
        return request.sender().isEmpty() ? "unsigned" : request.sender();
    }

    @Override
    public String action() {
        return request.method().equals("PUT") ? "PutStackAnswer" : request.method() + " answer";
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("key", key());
    }

    @Override
    public Door.Answer answer() {
        if (!request.method().equals("PUT")) {
            throw new Refusal(405, "MethodNotAllowed", "An answer is put, not " + request.method());
        }
        if (!request.contentType().isEmpty() || !request.authorization().isEmpty()) {
            throw new Refusal(
                    403, "SignatureDoesNotMatch", "The URL is signed for an empty content type");
        }
        answers.put(key(), request.query().getOrDefault("X-Amz-Signature", ""), read());
        return new Door.Answer(200, "application/xml", "");
    }

    @Override
    public Refusal throttled() {
        return new Refusal(503, "SlowDown", "Please reduce your request rate.");
    }

    @Override
    public Door.Answer refusal(Refusal refusal) {
        return new Door.Answer(
                refusal.status(),
                "application/xml",
                Xml.element("Error")
                        .add("Code", refusal.code())
                        .add("Message", refusal.text())
                        .document("http://s3.amazonaws.com/doc/2006-03-01/"));
    }

    private String key() {
        return request.path().substring(Answers.BUCKET.length());
    }

    private Answer read() {
        int size = request.body().getBytes(StandardCharsets.UTF_8).length;
        if (size > MOST_BYTES) {
            throw invalid("it has " + size + " bytes; " + MOST_BYTES + " are allowed");
        }
        JsonObject json = object();
        json.names().stream()
                .filter(name -> !MEMBERS.contains(name))
                .forEach(
                        name -> {
                            throw invalid("there is no member " + name);
                        });
        String status = text(json, "Status");
        if (!status.equals("SUCCESS") && !status.equals("FAILED")) {
            throw invalid("Status is " + status);
        }
        boolean succeeded = status.equals("SUCCESS");
        return new Answer(
                succeeded,
                succeeded ? "" : text(json, "Reason"),
                text(json, "PhysicalResourceId"),
                text(json, "StackId"),
                text(json, "RequestId"),
                text(json, "LogicalResourceId"),
                data(json));
    }

    private JsonObject object() {
        try {
            return Json.parse(request.body()).asObject();
        } catch (ParseException | UnsupportedOperationException notOne) {
            throw invalid("it is no JSON object");
        }
    }

    private static String text(JsonObject json, String name) {
        JsonValue value = json.get(name);
        if (value == null || !value.isString() || value.asString().isEmpty()) {
            throw invalid(name + " is " + value);
        }
        return value.asString();
    }

    private static Map<String, String> data(JsonObject json) {
        Map<String, String> data = new TreeMap<>();
        JsonValue value = json.get("Data");
        if (value == null) {
            return data;
        }
        if (!value.isObject()) {
            throw invalid("Data is " + value);
        }
        for (JsonObject.Member each : value.asObject()) {
            if (!each.getValue().isString()) {
                throw invalid("Data." + each.getName() + " is " + each.getValue());
            }
            data.put(each.getName(), each.getValue().asString());
        }
        return data;
    }

    private static Refusal invalid(String why) {
        return Refusal.of("InvalidResponse", "The answer cannot be used: " + why);
    }
}

package io.github.multusnodes.simulator.runtime;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;

import io.github.multusnodes.simulator.state.Ids;
import io.github.multusnodes.simulator.state.cloudformation.Answer;
import io.github.multusnodes.simulator.state.cloudformation.Answers;
import io.github.multusnodes.simulator.time.Timeline;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The requests for one custom resource, each with its one answer. */
final class StackRequests {

    private static final String ACCOUNT = "arn:aws:cloudformation:us-west-2:123456789012:stack/";

    private final Timeline time;
    private final Answers answers;
    private final Delivery delivery;
    private final Target target;
    private final Ids ids;
    private final CustomResource.Declared declared;
    private final String stackId;
    private final List<Event> sent = new ArrayList<>();

    StackRequests(
            Timeline time,
            Answers answers,
            Delivery delivery,
            Target target,
            CustomResource.Declared declared) {
        this.time = time;
        this.answers = answers;
        this.delivery = delivery;
        this.target = target;
        this.ids = new Ids(declared.stackName().hashCode());
        this.declared = declared;
        this.stackId = ACCOUNT + declared.stackName() + "/" + ids.uuid();
    }

    String stackId() {
        return stackId;
    }

    /** Every request so far. */
    List<Event> sent() {
        return List.copyOf(sent);
    }

    /** Sends a request again. */
    void repeat(Event request) {
        delivery.publishTo(target, request);
    }

    /**
     * Asks the function.
     *
     * @param physicalId as far as it is known, else empty
     * @param then told the answer, or that none has come in time
     */
    void ask(String requestType, String physicalId, JsonObject members, Consumer<Answer> then) {
        String requestId = ids.uuid();
        Waiting waiting = new Waiting(then);
        Timeline.Timer timeout =
                time.after(
                        declared.serviceTimeout(),
                        () -> waiting.answered(timedOut(requestId, physicalId)));
        URI url =
                answers.await(
                        stackId,
                        requestId,
                        declared.logicalId(),
                        answer -> {
                            timeout.cancel();
                            waiting.answered(answer);
                        });
        JsonObject request =
                Json.object()
                        .add("RequestType", requestType)
                        .add("ServiceToken", serviceToken())
                        .add("ResponseURL", url.toString())
                        .add("StackId", stackId)
                        .add("RequestId", requestId)
                        .add("LogicalResourceId", declared.logicalId())
                        .add("ResourceType", declared.type());
        request.merge(members);
        Event event = new Event(requestId, declared.type(), "", request.toString());
        sent.add(event);
        delivery.publishTo(target, event);
    }

    /** CloudFormation makes up a physical id where it was never told one. */
    private Answer timedOut(String requestId, String physicalId) {
        String known =
                physicalId.isEmpty()
                        ? declared.stackName() + "-" + declared.logicalId() + "-1AB2C3D4E5F6"
                        : physicalId;
        return new Answer(
                false,
                "CloudFormation did not receive a response from your Custom Resource.",
                known,
                stackId,
                requestId,
                declared.logicalId(),
                Map.of());
    }

    /** The properties as the function gets them. */
    JsonObject given(String json) {
        JsonObject given = Json.object().add("ServiceToken", serviceToken());
        given.merge(inText(Json.parse(json)).asObject());
        return given;
    }

    private String serviceToken() {
        return FunctionArn.of("us-west-2", target.function().name());
    }

    /** CloudFormation hands every plain value on as text. */
    private static JsonValue inText(JsonValue value) {
        if (value.isObject()) {
            JsonObject texts = new JsonObject();
            value.asObject().forEach(each -> texts.add(each.getName(), inText(each.getValue())));
            return texts;
        }
        if (value.isArray()) {
            JsonArray texts = new JsonArray();
            value.asArray().forEach(each -> texts.add(inText(each)));
            return texts;
        }
        return value.isString() ? value : Json.value(value.toString());
    }

    /** The first of answer and timeout counts. */
    private static final class Waiting {
        private final Consumer<Answer> then;
        private boolean over;

        Waiting(Consumer<Answer> then) {
            this.then = then;
        }

        void answered(Answer answer) {
            synchronized (this) {
                if (over) {
                    return;
                }
                over = true;
            }
            then.accept(answer);
        }
    }
}

package io.github.multusnodes.simulator.runtime;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;

import io.github.multusnodes.simulator.state.cloudformation.Answers;
import io.github.multusnodes.simulator.time.Timeline;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A custom resource in a stack of its own, through its life: CloudFormation asks its function,
 * asynchronously, and goes on with the answer or at the service timeout. A failed creation is
 * deleted, a failed update rolled back, a replaced resource cleaned up.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requesttypes.html">
 *     Custom resource request types</a>
 */
public final class CustomResource {

    private final StackRequests requests;
    private Status status = Status.NONE;
    private String physicalId = "";
    private JsonObject properties = new JsonObject();
    private Map<String, String> data = Map.of();
    private String reason = "";

    /** How far the stack is. */
    public enum Status {
        NONE,
        CREATE_IN_PROGRESS,
        CREATE_COMPLETE,
        ROLLBACK_IN_PROGRESS,
        ROLLBACK_COMPLETE,
        ROLLBACK_FAILED,
        UPDATE_IN_PROGRESS,
        UPDATE_COMPLETE_CLEANUP_IN_PROGRESS,
        UPDATE_COMPLETE,
        UPDATE_ROLLBACK_IN_PROGRESS,
        UPDATE_ROLLBACK_COMPLETE,
        UPDATE_ROLLBACK_FAILED,
        DELETE_IN_PROGRESS,
        DELETE_COMPLETE,
        DELETE_FAILED;

        /** Whether nothing more will happen by itself. */
        public boolean isSettled() {
            return !name().endsWith("IN_PROGRESS");
        }
    }

    /**
     * What the template says of it.
     *
     * @param type as {@code Custom::MultusReservations}
     * @param serviceTimeout how long an answer is waited for: an hour, unless the template says
     *     less
     */
    public record Declared(
            String type, String stackName, String logicalId, Duration serviceTimeout) {}

    public CustomResource(
            Timeline time, Answers answers, Delivery delivery, Target target, Declared declared) {
        this.requests = new StackRequests(time, answers, delivery, target, declared);
    }

    /** Creates it. Returns at once, like {@link #update} and {@link #delete}. */
    public void create(String newProperties) {
        properties = requests.given(newProperties);
        become(Status.CREATE_IN_PROGRESS);
        requests.ask(
                "Create",
                "",
                Json.object().add("ResourceProperties", properties),
                answer -> {
                    physicalId = answer.physicalId();
                    if (answer.succeeded()) {
                        data = answer.data();
                        become(Status.CREATE_COMPLETE);
                    } else {
                        end(Status.ROLLBACK_IN_PROGRESS, answer.reason());
                    }
                });
    }

    /** Gives it other properties. */
    public void update(String newProperties) {
        JsonObject old = properties;
        JsonObject wanted = requests.given(newProperties);
        String before = physicalId;
        become(Status.UPDATE_IN_PROGRESS);
        requests.ask(
                "Update",
                before,
                changed(wanted, old),
                answer -> {
                    if (answer.succeeded()) {
                        properties = wanted;
                        data = answer.data();
                        replaced(before, old, answer.physicalId(), Status.UPDATE_COMPLETE);
                    } else {
                        rollBack(old, wanted, answer.reason());
                    }
                });
    }

    /** Deletes it. */
    public void delete() {
        end(Status.DELETE_IN_PROGRESS, "");
    }

    /** How far the stack is. */
    public Status status() {
        return status;
    }

    /** Why the last failure was; empty if there was none. */
    public String reason() {
        return reason;
    }

    /** What templates can read. */
    public Map<String, String> data() {
        return data;
    }

    /** Its physical id. */
    public String physicalId() {
        return physicalId;
    }

    /** Its stack's ARN. */
    public String stackId() {
        return requests.stackId();
    }

    /** Every request so far, as sent. */
    public List<Event> requests() {
        return requests.sent();
    }

    /** Sends a request again, as Lambda's queue may. */
    public void repeat(Event request) {
        requests.repeat(request);
    }

    private void end(Status underway, String why) {
        become(underway);
        reason = why;
        requests.ask(
                "Delete",
                physicalId,
                Json.object()
                        .add("PhysicalResourceId", physicalId)
                        .add("ResourceProperties", properties),
                answer -> {
                    boolean asked = underway == Status.DELETE_IN_PROGRESS;
                    if (answer.succeeded()) {
                        become(asked ? Status.DELETE_COMPLETE : Status.ROLLBACK_COMPLETE);
                    } else {
                        reason = answer.reason();
                        become(asked ? Status.DELETE_FAILED : Status.ROLLBACK_FAILED);
                    }
                });
    }

    private void rollBack(JsonObject old, JsonObject failed, String why) {
        String before = physicalId;
        become(Status.UPDATE_ROLLBACK_IN_PROGRESS);
        reason = why;
        requests.ask(
                "Update",
                before,
                changed(old, failed),
                answer -> {
                    if (answer.succeeded()) {
                        replaced(
                                before,
                                failed,
                                answer.physicalId(),
                                Status.UPDATE_ROLLBACK_COMPLETE);
                    } else {
                        reason = answer.reason();
                        become(Status.UPDATE_ROLLBACK_FAILED);
                    }
                });
    }

    /** A changed physical id means a new resource: the old one is deleted. */
    private void replaced(String before, JsonObject old, String now, Status then) {
        physicalId = now;
        if (before.equals(now)) {
            become(then);
            return;
        }
        become(Status.UPDATE_COMPLETE_CLEANUP_IN_PROGRESS);
        requests.ask(
                "Delete",
                before,
                Json.object().add("PhysicalResourceId", before).add("ResourceProperties", old),
                _ -> become(then));
    }

    private JsonObject changed(JsonObject wanted, JsonObject old) {
        return Json.object()
                .add("PhysicalResourceId", physicalId)
                .add("ResourceProperties", wanted)
                .add("OldResourceProperties", old);
    }

    private synchronized void become(Status other) {
        status = other;
    }
}

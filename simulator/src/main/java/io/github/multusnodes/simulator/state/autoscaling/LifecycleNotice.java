package io.github.multusnodes.simulator.state.autoscaling;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * What Auto Scaling tells EventBridge when an instance begins to wait for a hook.
 *
 * @param id of the event, a UUID
 * @param groupArn the only entry of {@code resources}
 * @param token names the lifecycle action; 36 characters
 * @param origin absent where the event does not tell it
 * @param destination absent where the event does not tell it
 */
public record LifecycleNotice(
        String id,
        Instant time,
        String region,
        String account,
        String groupArn,
        String token,
        String group,
        String hook,
        String instanceId,
        Transition transition,
        Optional<String> metadata,
        Optional<Place> origin,
        Optional<Place> destination) {

    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** The {@code detail-type} of the event. */
    public String detailType() {
        return transition.detailType();
    }

    /**
     * The event as EventBridge hands it to a target ("Amazon EC2 Auto Scaling event reference").
     */
    public String toEventBridgeJson() {
        JsonObject detail =
                Json.object()
                        .add("LifecycleActionToken", token)
                        .add("AutoScalingGroupName", group)
                        .add("LifecycleHookName", hook)
                        .add("EC2InstanceId", instanceId)
                        .add("LifecycleTransition", transition.wireName());
        metadata.ifPresent(text -> detail.add("NotificationMetadata", text));
        origin.ifPresent(place -> detail.add("Origin", place.wireName()));
        destination.ifPresent(place -> detail.add("Destination", place.wireName()));
        return Json.object()
                .add("version", "0")
                .add("id", id)
                .add("detail-type", detailType())
                .add("source", "aws.autoscaling")
                .add("account", account)
                .add("time", MILLISECONDS.format(time))
                .add("region", region)
                .add("resources", Json.array(groupArn))
                .add("detail", detail)
                .toString();
    }
}

package io.github.multusnodes.event;

import io.github.multusnodes.node.LifecycleAction;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Reads one event in either form: EventBridge's, with the action in {@code detail}, or flat.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-event-reference.html">
 *     Event reference</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/prepare-for-lifecycle-notifications.html">
 *     Notifications of lifecycle hooks</a>
 */
final class EventReader {

    private static final String AUTO_SCALING = "aws.autoscaling";
    private static final String LAUNCH_DETAIL = "EC2 Instance-launch Lifecycle Action";
    private static final String TERMINATE_DETAIL = "EC2 Instance-terminate Lifecycle Action";
    private static final String LAUNCHING = "autoscaling:EC2_INSTANCE_LAUNCHING";
    private static final String TERMINATING = "autoscaling:EC2_INSTANCE_TERMINATING";
    private static final String TEST = "autoscaling:TEST_NOTIFICATION";

    private static final String GROUP = "AutoScalingGroupName";
    private static final String HOOK = "LifecycleHookName";
    private static final String TOKEN = "LifecycleActionToken";
    private static final String INSTANCE = "EC2InstanceId";
    private static final String TRANSITION = "LifecycleTransition";

    private static final Pattern INSTANCE_ID = Pattern.compile("i-([0-9a-f]{8}|[0-9a-f]{17})");

    private EventReader() {}

    static LifecycleEvent read(Fields event) {
        if (isTest(event)) {
            return new TestNotification(name(event, GROUP));
        }
        if (event.has(TRANSITION)) {
            return action(event, LAUNCHING + " or " + TERMINATING, transition -> true);
        }
        String source = event.text("source");
        String detailType = event.text("detail-type");
        if (!source.equals(AUTO_SCALING)) {
            return new Unrelated(source, detailType);
        }
        return switch (detailType) {
            case LAUNCH_DETAIL -> action(event.object("detail"), LAUNCHING, LAUNCHING::equals);
            case TERMINATE_DETAIL ->
                    action(event.object("detail"), TERMINATING, TERMINATING::equals);
            default -> new Unrelated(source, detailType);
        };
    }

    private static boolean isTest(Fields event) {
        return event.textIf("Event", TEST::equals).isPresent()
                || event.textIf(TRANSITION, TEST::equals).isPresent();
    }

    private static LifecycleEvent action(
            Fields unanswerable, String allowed, Predicate<String> agrees) {
        Fields fields = unanswerable.answerableBy(waitingLaunch(unanswerable));
        String transition =
                fields.text(
                        TRANSITION,
                        agrees.and(t -> t.equals(LAUNCHING) || t.equals(TERMINATING)),
                        allowed);
        String instance =
                fields.text(
                        INSTANCE, EventReader::isInstanceId, "i- and 8 or 17 of 0 to 9, a to f");
        LifecycleAction action =
                new LifecycleAction(
                        name(fields, GROUP),
                        name(fields, HOOK),
                        token(fields),
                        Optional.of(instance));
        return transition.equals(LAUNCHING)
                ? new InstanceLaunching(
                        action,
                        instance,
                        place(fields, "Origin", Place.EC2),
                        place(fields, "Destination", Place.AUTO_SCALING_GROUP))
                : new InstanceTerminating(
                        action,
                        instance,
                        place(fields, "Origin", Place.AUTO_SCALING_GROUP),
                        place(fields, "Destination", Place.EC2));
    }

    /** What of a launch can be read well enough to answer its hook. */
    private static Optional<LifecycleAction> waitingLaunch(Fields fields) {
        Optional<String> group = fields.textIf(GROUP, EventReader::isName);
        Optional<String> hook = fields.textIf(HOOK, EventReader::isName);
        Optional<String> token = fields.textIf(TOKEN, EventReader::isToken);
        Optional<String> instance = fields.textIf(INSTANCE, EventReader::isInstanceId);
        boolean terminates = fields.textIf(TRANSITION, TERMINATING::equals).isPresent();
        boolean nameless = token.isEmpty() && instance.isEmpty();
        if (terminates || group.isEmpty() || hook.isEmpty() || nameless) {
            return Optional.empty();
        }
        return Optional.of(new LifecycleAction(group.get(), hook.get(), token, instance));
    }

    private static String name(Fields fields, String field) {
        return fields.text(field, EventReader::isName, "a name of 1 to 255 characters");
    }

    private static Optional<String> token(Fields fields) {
        return fields.has(TOKEN)
                ? Optional.of(fields.text(TOKEN, EventReader::isToken, "36 characters"))
                : Optional.empty();
    }

    /** Groups without a warm pool may leave both places out. */
    private static Place place(Fields fields, String field, Place usual) {
        return fields.optionalText(field)
                .map(
                        text ->
                                Place.spelled(text)
                                        .orElseThrow(
                                                () ->
                                                        fields.malformed(
                                                                field,
                                                                '"' + text + '"',
                                                                Place.spellings())))
                .orElse(usual);
    }

    private static boolean isName(String text) {
        return !text.isBlank() && text.length() <= 255;
    }

    private static boolean isToken(String text) {
        return text.length() == 36;
    }

    private static boolean isInstanceId(String text) {
        return INSTANCE_ID.matcher(text).matches();
    }
}

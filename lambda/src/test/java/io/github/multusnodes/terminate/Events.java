package io.github.multusnodes.terminate;

import io.github.multusnodes.stage.Stage;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Events that are not as they should be, made from one that is. */
final class Events {

    /** As it is sent once when a hook gets a notification target. */
    static final UnaryOperator<String> TEST =
            _ ->
                    "{\"Event\":\"autoscaling:TEST_NOTIFICATION\",\"AutoScalingGroupName\":\""
                            + Stage.GROUP
                            + "\"}";

    static final UnaryOperator<String> OF_ANOTHER_SOURCE =
            event -> event.replace("aws.autoscaling", "aws.ec2");

    static final UnaryOperator<String> OF_AN_UNKNOWN_HOOK =
            event ->
                    event.replace(Stage.HOOK, "other-hook")
                            .replace(Stage.TERMINATE_HOOK, "other-hook");

    /** A launch as a termination of the same instance, and the other way round. */
    static final UnaryOperator<String> OF_THE_OTHER_KIND =
            event ->
                    event.contains("LAUNCHING")
                            ? event.replace("LAUNCHING", "TERMINATING")
                                    .replace("launch Life", "terminate Life")
                            : event.replace("TERMINATING", "LAUNCHING")
                                    .replace("terminate Life", "launch Life");

    /** Of these enough can be read to know a launch that waits, and to answer it. */
    private static final Map<String, UnaryOperator<String>> LEGIBLE =
            Map.of(
                    "no instance",
                    event -> event.replace("EC2InstanceId", "Instance"),
                    "no instance's id",
                    event -> event.replace("\"i-", "\"x-"),
                    "a short token",
                    event -> event.replaceAll("(ActionToken\":\"........)[^\"]*", "$1"),
                    "a transition that nobody knows",
                    event -> event.replaceAll("EC2_INSTANCE_[A-Z]*", "EC2_INSTANCE_PAUSING"),
                    "an origin that nobody knows",
                    event -> event.replace("\"EC2Ins", "\"Origin\":\"Moon\",\"EC2Ins"));

    private static final Map<String, UnaryOperator<String>> ILLEGIBLE =
            Map.of(
                    "half of it",
                    event -> event.substring(0, event.length() / 2),
                    "a list",
                    event -> "[" + event + "]",
                    "no detail",
                    event -> event.replace("\"detail\"", "\"details\""),
                    "no group",
                    event -> event.replace("AutoScalingGroupName\"", "Group\""),
                    "no hook",
                    event -> event.replace("LifecycleHookName", "Hook"),
                    "another transition than its kind",
                    event ->
                            event.contains("EC2_INSTANCE_LAUNCHING")
                                    ? event.replace("_LAUNCHING", "_TERMINATING")
                                    : event.replace("_TERMINATING", "_LAUNCHING"));

    private Events() {}

    /** One way for each event that names a launch all the same. */
    static Stream<Way> legible(String name, String outcome, String answer) {
        return ways(LEGIBLE, name, outcome, answer);
    }

    /** One way for each event that does not. */
    static Stream<Way> illegible(String name, String outcome, String answer) {
        return ways(ILLEGIBLE, name, outcome, answer);
    }

    private static Stream<Way> ways(
            Map<String, UnaryOperator<String>> spoilt, String name, String outcome, String answer) {
        return spoilt.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(one -> Way.of(name + one.getKey(), one.getValue(), outcome, answer));
    }
}

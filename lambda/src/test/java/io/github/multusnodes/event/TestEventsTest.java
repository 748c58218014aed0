package io.github.multusnodes.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.node.LifecycleAction;
import io.github.multusnodes.settings.ClusterProperties;
import io.github.multusnodes.settings.ReservationProperties;
import io.github.multusnodes.stack.StackRequest;
import io.github.multusnodes.stack.StackRequests;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

@DisplayName("the test events")
final class TestEventsTest {

    private static final Path FOLDER = Path.of("..", "test-events");

    private static final String GROUP = "my-multus-nodes";
    private static final String HOOK = "multus-launch";
    private static final Optional<String> TOKEN =
            Optional.of("87654321-4321-4321-4321-210987654321");
    private static final String INSTANCE = "i-0123456789abcdef0";

    private static final String ADVICE =
            ". Send the event as AWS does; test-events/ has one of each kind.";

    private static final Optional<LifecycleAction> WAITING =
            Optional.of(new LifecycleAction(GROUP, HOOK, TOKEN, Optional.of(INSTANCE)));
    private static final Optional<LifecycleAction> WAITING_BY_TOKEN =
            Optional.of(new LifecycleAction(GROUP, HOOK, TOKEN, Optional.empty()));
    private static final Optional<LifecycleAction> WAITING_BY_INSTANCE =
            Optional.of(new LifecycleAction(GROUP, HOOK, Optional.empty(), Optional.of(INSTANCE)));
    private static final Optional<LifecycleAction> NOTHING_TO_ANSWER = Optional.empty();

    private static final Map<String, List<LifecycleEvent>> WELL_FORMED =
            Map.ofEntries(
                    Map.entry("launch-plain", launch(Place.EC2, Place.AUTO_SCALING_GROUP)),
                    Map.entry("launch-with-metadata", launch(Place.EC2, Place.AUTO_SCALING_GROUP)),
                    Map.entry("launch-into-warm-pool", launch(Place.EC2, Place.WARM_POOL)),
                    Map.entry(
                            "launch-from-warm-pool",
                            launch(Place.WARM_POOL, Place.AUTO_SCALING_GROUP)),
                    Map.entry("launch-flat", notification()),
                    Map.entry("launch-sqs", notification()),
                    Map.entry("launch-sns", notification()),
                    Map.entry("launch-sns-in-sqs", notification()),
                    Map.entry("terminate", terminate(Place.EC2)),
                    Map.entry("terminate-into-warm-pool", terminate(Place.WARM_POOL)),
                    Map.entry("test-notification", List.of(new TestNotification(GROUP))),
                    Map.entry(
                            "scheduled-sweep",
                            List.of(new Unrelated("aws.events", "Scheduled Event"))),
                    Map.entry(
                            "unrelated",
                            List.of(
                                    new Unrelated(
                                            "aws.ec2", "EC2 Instance State-change Notification"))));

    /** Requests for custom resources are no lifecycle events. */
    private static final Map<String, Class<? extends StackRequest>> OF_STACKS =
            Map.of(
                    "cloudformation-create", StackRequest.Create.class,
                    "cloudformation-update", StackRequest.Update.class,
                    "cloudformation-delete", StackRequest.Delete.class,
                    "cloudformation-cluster", StackRequest.Create.class);

    private record Refusal(String message, Optional<LifecycleAction> hook) {}

    private static final Map<String, Refusal> MALFORMED =
            Map.ofEntries(
                    refusal(
                            "malformed-not-json",
                            "The event is no JSON (Unexpected end of input at 1:31); allowed: a"
                                    + " JSON object",
                            NOTHING_TO_ANSWER),
                    refusal(
                            "malformed-not-an-object",
                            "The event is [\"aws.autoscaling\"]; allowed: a JSON object",
                            NOTHING_TO_ANSWER),
                    refusal(
                            "malformed-no-instance",
                            "detail.EC2InstanceId is missing; allowed: text",
                            WAITING_BY_TOKEN),
                    refusal(
                            "malformed-instance-id",
                            "detail.EC2InstanceId is \"i-012345\"; allowed: i- and 8 or 17 of 0 to"
                                    + " 9, a to f",
                            WAITING_BY_TOKEN),
                    refusal(
                            "malformed-no-hook",
                            "detail.LifecycleHookName is missing; allowed: text",
                            NOTHING_TO_ANSWER),
                    refusal(
                            "malformed-token",
                            "detail.LifecycleActionToken is \"87654321\"; allowed: 36 characters",
                            WAITING_BY_INSTANCE),
                    refusal(
                            "malformed-group-type",
                            "detail.AutoScalingGroupName is 7; allowed: text",
                            NOTHING_TO_ANSWER),
                    refusal(
                            "malformed-origin",
                            "detail.Origin is \"Moon\"; allowed: EC2, AutoScalingGroup, WarmPool",
                            WAITING),
                    refusal(
                            "malformed-transition",
                            "detail.LifecycleTransition is \"autoscaling:EC2_INSTANCE_PAUSING\";"
                                    + " allowed: autoscaling:EC2_INSTANCE_LAUNCHING",
                            WAITING),
                    refusal(
                            "malformed-contradiction",
                            "detail.LifecycleTransition is"
                                    + " \"autoscaling:EC2_INSTANCE_TERMINATING\"; allowed:"
                                    + " autoscaling:EC2_INSTANCE_LAUNCHING",
                            NOTHING_TO_ANSWER),
                    refusal(
                            "malformed-detail",
                            "detail is \"none\"; allowed: an object",
                            NOTHING_TO_ANSWER),
                    refusal(
                            "malformed-in-batch",
                            "Records[0].body is no JSON (Expected value at 1:1); allowed: a JSON"
                                    + " object",
                            NOTHING_TO_ANSWER));

    static Stream<String> namesOfLifecycleEvents() throws IOException {
        return names().filter(name -> !OF_STACKS.containsKey(name));
    }

    static Stream<String> namesOfStackRequests() {
        return OF_STACKS.keySet().stream();
    }

    static Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @Test
    @DisplayName("each have an expectation, and none is missing")
    void eachHasAnExpectation() throws IOException {
        assertThat(names())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(WELL_FORMED.keySet(), MALFORMED.keySet(), OF_STACKS.keySet())
                                .flatMap(names -> names.stream())
                                .toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("namesOfStackRequests")
    @DisplayName("for custom resources are read, and their properties can be used")
    void areReadForStacks(String name) throws IOException {
        StackRequest request =
                StackRequests.read(Files.readAllBytes(FOLDER.resolve(name + ".json")));

        assertThat(request).isInstanceOf(OF_STACKS.get(name));
        assertThat(request.envelope().signed()).as("so that it can be sent at any time").isEmpty();
        switch (request) {
            case StackRequest.Create its when name.endsWith("cluster") ->
                    assertThat(ClusterProperties.read(its.properties()).clusterName()).isNotEmpty();
            case StackRequest.Create its -> assertThat(wishes(its.properties())).isEqualTo(1);
            case StackRequest.Update its -> {
                assertThat(wishes(its.oldProperties())).isEqualTo(1);
                assertThat(wishes(its.properties())).isEqualTo(2);
            }
            case StackRequest.Delete its -> assertThat(wishes(its.properties())).isEqualTo(2);
            case StackRequest.Malformed its -> throw new AssertionError(its.problem());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("namesOfLifecycleEvents")
    @DisplayName("are read")
    void areRead(String name) throws IOException {
        List<LifecycleEvent> events = read(name);
        List<LifecycleEvent> expected = WELL_FORMED.get(name);
        if (expected != null) {
            assertThat(events).isEqualTo(expected);
            return;
        }
        assertThat(events.getFirst()).isInstanceOf(Malformed.class);
        MalformedEventException problem = ((Malformed) events.getFirst()).problem();
        Refusal refusal = MALFORMED.get(name);
        assertThat(new Refusal(String.valueOf(problem.getMessage()), problem.waitingLaunch()))
                .isEqualTo(refusal);
    }

    @Test
    @DisplayName("show that a malformed message does not stop the rest of its batch")
    void theRestOfABatchIsRead() throws IOException {
        assertThat(read("malformed-in-batch")).hasSize(2).endsWith(notification().getFirst());
    }

    private static int wishes(String properties) {
        return ReservationProperties.read(properties).reservations().size();
    }

    private static List<LifecycleEvent> read(String name) throws IOException {
        try (InputStream input = Files.newInputStream(FOLDER.resolve(name + ".json"))) {
            return LifecycleEvents.read(input);
        }
    }

    private static List<LifecycleEvent> launch(Place origin, Place destination) {
        return List.of(new InstanceLaunching(action(HOOK), INSTANCE, origin, destination));
    }

    private static List<LifecycleEvent> notification() {
        return launch(Place.EC2, Place.AUTO_SCALING_GROUP);
    }

    private static List<LifecycleEvent> terminate(Place destination) {
        return List.of(
                new InstanceTerminating(
                        action("multus-terminate"),
                        INSTANCE,
                        Place.AUTO_SCALING_GROUP,
                        destination));
    }

    private static LifecycleAction action(String hook) {
        return new LifecycleAction(GROUP, hook, TOKEN, Optional.of(INSTANCE));
    }

    private static Map.Entry<String, Refusal> refusal(
            String name, String message, Optional<LifecycleAction> hook) {
        return Map.entry(name, new Refusal(message + ADVICE, hook));
    }
}

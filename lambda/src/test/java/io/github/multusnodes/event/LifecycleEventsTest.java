package io.github.multusnodes.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multusnodes.node.LifecycleAction;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

@DisplayName("an event")
final class LifecycleEventsTest {

    private static final LifecycleAction ACTION =
            new LifecycleAction("g", "h", Optional.empty(), Optional.of("i-01234567"));

    @Test
    @DisplayName("needs no token and may have the short instance id of old")
    void tokenIsOptional() {
        assertThat(
                        read(
                                """
                                {"AutoScalingGroupName": "g", "LifecycleHookName": "h",
                                 "EC2InstanceId": "i-01234567",
                                 "LifecycleTransition": "autoscaling:EC2_INSTANCE_TERMINATING"}
                                """))
                .containsExactly(
                        new InstanceTerminating(
                                ACTION, "i-01234567", Place.AUTO_SCALING_GROUP, Place.EC2));
    }

    @Test
    @DisplayName("is a test notification by its transition too")
    void testByTransition() {
        assertThat(
                        read(
                                """
                                {"AutoScalingGroupName": "g",
                                 "LifecycleTransition": "autoscaling:TEST_NOTIFICATION"}
                                """))
                .containsExactly(new TestNotification("g"));
    }

    @Test
    @DisplayName("of Auto Scaling that is no lifecycle action is unrelated")
    void otherAutoScalingEvents() {
        assertThat(
                        read(
                                """
                                {"source": "aws.autoscaling",
                                 "detail-type": "EC2 Instance Launch Successful"}
                                """))
                .containsExactly(
                        new Unrelated("aws.autoscaling", "EC2 Instance Launch Successful"));
    }

    @Test
    @DisplayName("may be several, or none")
    void batches() {
        assertThat(read("{\"Records\": []}")).isEmpty();
        assertThat(read("{\"Records\": [7, {}]}"))
                .extracting(event -> ((Malformed) event).problem().field())
                .containsExactly("Records[0]", "Records[1].body");
    }

    @Test
    @DisplayName("without anything known in it is malformed")
    void nothingKnown() {
        assertThat(read("{}"))
                .singleElement()
                .extracting(event -> ((Malformed) event).problem().getMessage())
                .isEqualTo(
                        "source is missing; allowed: text. Send the event as AWS does;"
                                + " test-events/ has one of each kind.");
    }

    @Test
    @DisplayName("shows only the beginning of a long wrong value")
    void longValues() {
        String name = "n".repeat(300);
        MalformedEventException problem =
                ((Malformed) read("{\"LifecycleTransition\": \"" + name + "\"}").getFirst())
                        .problem();
        assertThat(problem.value()).isEqualTo("\"" + "n".repeat(59) + "...");
        assertThat(problem.allowed())
                .isEqualTo(
                        "autoscaling:EC2_INSTANCE_LAUNCHING or"
                                + " autoscaling:EC2_INSTANCE_TERMINATING");
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({
        "EC2, AUTO_SCALING_GROUP, false, false",
        "EC2, WARM_POOL, true, false",
        "WARM_POOL, AUTO_SCALING_GROUP, false, true"
    })
    @DisplayName("knows whether the instance enters or leaves the warm pool")
    void warmPool(Place origin, Place destination, boolean enters, boolean leaves) {
        InstanceLaunching launching =
                new InstanceLaunching(ACTION, "i-01234567", origin, destination);
        assertThat(launching.entersWarmPool()).isEqualTo(enters);
        assertThat(launching.leavesWarmPool()).isEqualTo(leaves);
        InstanceTerminating terminating =
                new InstanceTerminating(ACTION, "i-01234567", origin, destination);
        assertThat(terminating.entersWarmPool()).isEqualTo(enters);
        assertThat(terminating.leavesWarmPool()).isEqualTo(leaves);
    }

    @Test
    @DisplayName("whose stream breaks is no malformed event")
    void brokenStream() throws IOException {
        InputStream broken = InputStream.nullInputStream();
        broken.close();
        assertThatThrownBy(() -> LifecycleEvents.read(broken))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("The event could not be read from its stream.");
    }

    private static List<LifecycleEvent> read(String json) {
        return LifecycleEvents.read(
                new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}

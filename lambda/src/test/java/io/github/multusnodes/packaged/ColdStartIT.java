package io.github.multusnodes.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.World;
import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.runtime.Invocation;
import io.github.multusnodes.simulator.runtime.InvocationResult;
import io.github.multusnodes.simulator.runtime.ProcessFunction;
import io.github.multusnodes.simulator.runtime.ProcessSettings;
import io.github.multusnodes.simulator.runtime.RuntimeClient;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.autoscaling.LifecycleNotice;
import io.github.multusnodes.simulator.time.RealTimeline;
import io.github.multusnodes.simulator.transport.HttpDoor;
import io.github.multusnodes.stage.Grounds;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.autoscaling.AutoScalingClient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What the packaged launch function's first event costs, in figures that any machine repeats, and
 * what it does before a snapshot.
 */
@Timeout(5 * 60)
class ColdStartIT {

    /**
     * A little more than there are: 2970, 1650 of them not from the JDK's own archive. Loading them
     * is what makes a cold start slow.
     */
    private static final int MOST_CLASSES = 3120;

    private static final int MOST_BESIDES_THE_ARCHIVE = 1780;

    private static final int CALLS_OF_A_LAUNCH = 17;

    private static final Path JAR = Path.of("target", "multus-nodes-lambda.jar");

    private final World<RealTimeline> world =
            World.real(Scenario.plain().withInstanceTimes(Duration.ZERO, Duration.ZERO));
    private final BlockingQueue<LifecycleNotice> notices = new LinkedBlockingQueue<>();
    private final AutoScalingClient autoScaling = world.clients().autoScaling("operator");
    private final HttpDoor door;
    private final Map<String, String> variables;
    private int nodes;

    ColdStartIT() throws IOException {
        door = new HttpDoor(world.door(), 0);
        Layout layout = Layout.of(1, 2);
        Grounds grounds = Grounds.make(world.clients().ec2("operator"), layout, () -> {});
        variables =
                Map.of(
                        "MULTUS_NODE_GROUP",
                        Stage.NODE_GROUP,
                        "MULTUS_NETWORKS",
                        grounds.networksJson(layout),
                        "AWS_ENDPOINT_URL",
                        door.endpoint().toString(),
                        "AWS_REGION",
                        "us-west-2");
        world.autoScaling().onEvent(notices::add);
        grounds.createGroup(autoScaling, layout, Stage.NAMES, 0);
    }

    @AfterEach
    void close() {
        door.close();
        world.timeline().close();
    }

    /**
     * Where a call has to be made again, as on a busy machine, more is loaded: that is no count.
     */
    @Test
    void the_first_event_loads_no_more_classes_than_it_should(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path loaded = folder.resolve("classes.log");
        InvocationResult result = launch("on-demand", loaded);
        for (int again = 0; again < 3 && calls().size() != CALLS_OF_A_LAUNCH; again++) {
            result = launch("on-demand", loaded);
        }

        assertThat(calls()).hasSize(CALLS_OF_A_LAUNCH);
        List<String> classes = Files.readAllLines(loaded);
        assertThat(classes).as(result.log().toString()).hasSizeLessThan(MOST_CLASSES);
        assertThat(classes.stream().filter(line -> !line.contains("shared objects file")).count())
                .as(result.log().toString())
                .isLessThan(MOST_BESIDES_THE_ARCHIVE);
    }

    @Test
    void a_launch_is_rehearsed_before_a_snapshot_without_a_call_and_without_credentials(
            @TempDir Path folder) throws IOException, InterruptedException {
        Path loaded = folder.resolve("classes.log");

        InvocationResult result = launch("snap-start", loaded);

        assertThat(Files.readString(loaded)).contains("multusnodes.wiring.RehearsedAws ");
        assertThat(result.log()).noneMatch(line -> line.contains("rehearsal"));
        assertThat(calls())
                .hasSize(CALLS_OF_A_LAUNCH)
                .allMatch(call -> call.call().caller().equals(result.environment()));
    }

    private InvocationResult launch(String initialization, Path loaded)
            throws InterruptedException {
        autoScaling.setDesiredCapacity(
                r -> r.autoScalingGroupName(Stage.GROUP).desiredCapacity(++nodes));
        LifecycleNotice notice = notices.poll(30, TimeUnit.SECONDS);
        assertThat(notice).isNotNull();
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", initialization);
        world.calls().clear();
        try (ProcessFunction function =
                new ProcessFunction(
                        ProcessSettings.of(
                                        "launch",
                                        "io.github.multusnodes.handler.LaunchHookHandler"
                                                + "::handleRequest",
                                        List.of(JAR),
                                        RuntimeClient.jars())
                                .withEnvironment(environment)
                                .withResources(512, 1)
                                .withJvm(
                                        List.of(
                                                "-XX:+UseSerialGC",
                                                "-XX:TieredStopAtLevel=1",
                                                "--enable-native-access=ALL-UNNAMED",
                                                "-Xlog:class+load:file=" + loaded),
                                        List.of()),
                        _ -> {})) {
            CompletableFuture<InvocationResult> over = new CompletableFuture<>();
            function.invoke(
                    new Invocation(notice.id(), notice.toEventBridgeJson()), over::complete);
            InvocationResult result = over.join();
            assertThat(result.text()).isEqualTo("{\"outcomes\":[\"continue\"]}");
            return result;
        }
    }

    private List<RecordedCall> calls() {
        return world.calls().all().stream()
                .filter(call -> !call.call().caller().equals("operator"))
                .toList();
    }
}

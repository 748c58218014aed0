package io.github.multusnodes.bench;

import io.github.multusnodes.simulator.SdkClients;
import io.github.multusnodes.simulator.World;
import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.runtime.Invocation;
import io.github.multusnodes.simulator.runtime.ProcessSettings;
import io.github.multusnodes.simulator.runtime.RuntimeClient;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.autoscaling.LifecycleNotice;
import io.github.multusnodes.simulator.time.RealTimeline;
import io.github.multusnodes.simulator.transport.HttpDoor;
import io.github.multusnodes.stage.Grounds;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import software.amazon.awssdk.services.autoscaling.AutoScalingClient;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * A fresh world in real time behind a socket, in which nothing takes time and nothing fails: what a
 * function needs there is its own doing.
 */
final class LaunchSite implements AutoCloseable {

    private static final String HANDLER =
            "io.github.multusnodes.handler.LaunchHookHandler::handleRequest";

    private final World<RealTimeline> world;
    private final AutoScalingClient autoScaling;
    private final HttpDoor door;
    private final Map<String, String> variables;
    private final BlockingQueue<LifecycleNotice> notices = new LinkedBlockingQueue<>();
    private int nodes;

    /**
     * Makes one.
     *
     * @param used the places of the first network's subnet that others use
     */
    LaunchSite(Layout layout, IntStream used) throws IOException {
        this.world = World.real(Scenario.plain().withInstanceTimes(Duration.ZERO, Duration.ZERO));
        this.door = new HttpDoor(world.door(), 0);
        SdkClients clients = new SdkClients(world.door());
        this.autoScaling = clients.autoScaling("operator");
        Grounds grounds = Grounds.make(clients.ec2("operator"), layout, () -> {});
        grounds.crowd(world.ec2().networkInterfaces(), 0, used);
        this.variables =
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
        grounds.createGroup(autoScaling, layout, 0);
    }

    /**
     * The function as Lambda runs it.
     *
     * @param launcher what its process is started with, as to pick its CPU
     */
    FunctionProcess function(Path jar, List<String> flags, List<String> launcher) {
        return new FunctionProcess(
                ProcessSettings.of("launch", HANDLER, List.of(jar), RuntimeClient.jars())
                        .withEnvironment(variables)
                        .withResources(512, 1)
                        .withJvm(flags, launcher));
    }

    /** Launches one more node, and gives the event of it. */
    Invocation launch() throws InterruptedException {
        nodes++;
        autoScaling.setDesiredCapacity(
                r -> r.autoScalingGroupName(Stage.GROUP).desiredCapacity(nodes));
        LifecycleNotice notice = notices.poll(30, TimeUnit.SECONDS);
        if (notice == null) {
            throw new IllegalStateException("The group sent no event of node " + nodes);
        }
        return new Invocation(notice.id(), notice.toEventBridgeJson());
    }

    /** Refuses a measurement in which a call did not go well: it measured something else. */
    void requireAllWell() {
        List<RecordedCall> refused =
                world.calls().all().stream().filter(call -> !call.succeeded()).toList();
        if (!refused.isEmpty()) {
            throw new IllegalStateException("Calls that failed: " + refused);
        }
    }

    @Override
    public void close() {
        door.close();
        world.timeline().close();
    }
}

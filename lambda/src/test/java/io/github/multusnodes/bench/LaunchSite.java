package io.github.multusnodes.bench;

import io.github.multusnodes.simulator.SdkClients;
import io.github.multusnodes.simulator.World;
import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.runtime.Invocation;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.autoscaling.LifecycleNotice;
import io.github.multusnodes.simulator.time.RealTimeline;
import io.github.multusnodes.simulator.transport.HttpDoor;
import io.github.multusnodes.stage.Grounds;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import software.amazon.awssdk.services.autoscaling.AutoScalingClient;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A fresh world in real time behind a socket, in which nothing takes time and nothing fails: what a
 * function needs there is its own doing.
 */
final class LaunchSite implements AutoCloseable {

    private final World<RealTimeline> world;
    private final AutoScalingClient autoScaling;
    private final HttpDoor door;
    private final Map<String, String> variables;
    private final BlockingQueue<LifecycleNotice> notices = new LinkedBlockingQueue<>();
    private int nodes;

    LaunchSite(int networks) throws IOException {
        this.world = World.real(Scenario.plain().withInstanceTimes(Duration.ZERO, Duration.ZERO));
        this.door = new HttpDoor(world.door(), 0);
        SdkClients clients = new SdkClients(world.door());
        this.autoScaling = clients.autoScaling("operator");
        Layout layout = Layout.of(1, networks);
        Grounds grounds = Grounds.make(clients.ec2("operator"), layout, () -> {});
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

    /** The function's variables. */
    Map<String, String> variables() {
        return variables;
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

package io.github.multusnodes.bench;

import io.github.multusnodes.simulator.SdkClients;
import io.github.multusnodes.simulator.World;
import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.runtime.Invocation;
import io.github.multusnodes.simulator.runtime.ProcessSettings;
import io.github.multusnodes.simulator.runtime.RuntimeClient;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.autoscaling.LifecycleNotice;
import io.github.multusnodes.simulator.state.autoscaling.LifecycleState;
import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;
import io.github.multusnodes.simulator.time.RealTimeline;
import io.github.multusnodes.simulator.transport.HttpDoor;
import io.github.multusnodes.stage.Grounds;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import software.amazon.awssdk.services.autoscaling.AutoScalingClient;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
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

    private static final int MEGABYTES = 512;

    private final World<RealTimeline> world;
    private final AutoScalingClient autoScaling;
    private final HttpDoor door;
    private final Map<String, String> variables;
    private final BlockingQueue<LifecycleNotice> notices = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> inService = new LinkedBlockingQueue<>();
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
                        "MULTUS_CLUSTER",
                        Kubernetes.NAME,
                        "AWS_ENDPOINT_URL",
                        door.endpoint().toString(),
                        "AWS_REGION",
                        "us-west-2");
        world.kubernetes().moveTo(door.endpoint());
        world.kubernetes().nodesJoin(Duration.ZERO, Duration.ZERO);
        world.autoScaling().onEvent(notices::add);
        world.autoScaling()
                .onTransition(
                        change -> {
                            if (change.to() == LifecycleState.IN_SERVICE) {
                                inService.add(change.instanceId());
                            }
                        });
        grounds.createGroup(autoScaling, layout, Stage.NAMES, 0);
    }

    /**
     * The function as Lambda runs it.
     *
     * @param launcher what its process is started with, as to pick its CPU
     */
    FunctionProcess function(Subject subject, List<String> flags, List<String> launcher) {
        return function(subject, flags, launcher, MEGABYTES);
    }

    /**
     * The same with another size.
     *
     * @param megabytes the most that its heap may take
     */
    FunctionProcess function(
            Subject subject, List<String> flags, List<String> launcher, int megabytes) {
        Map<String, String> all = new HashMap<>(variables);
        all.putAll(subject.environment());
        return new FunctionProcess(
                ProcessSettings.of(
                                "function",
                                subject.kind().handler(),
                                List.of(subject.jar()),
                                RuntimeClient.jars())
                        .withEnvironment(all)
                        .withResources(megabytes, 1)
                        .withJvm(flags, launcher));
    }

    /** Launches one more node, and gives the event of it. */
    Invocation launch() throws InterruptedException {
        return invocation(scaleBy(1));
    }

    /** Has a node that is in service, has joined the cluster and has no pods leave; the event. */
    Invocation terminate() throws InterruptedException {
        LifecycleNotice launched = scaleBy(1);
        autoScaling.completeLifecycleAction(
                r ->
                        r.autoScalingGroupName(Stage.GROUP)
                                .lifecycleHookName(Stage.HOOK)
                                .instanceId(launched.instanceId())
                                .lifecycleActionResult("CONTINUE"));
        if (inService.poll(30, TimeUnit.SECONDS) == null) {
            throw new IllegalStateException(launched.instanceId() + " never came into service");
        }
        return invocation(scaleBy(-1));
    }

    private LifecycleNotice scaleBy(int more) throws InterruptedException {
        nodes += more;
        autoScaling.setDesiredCapacity(
                r -> r.autoScalingGroupName(Stage.GROUP).desiredCapacity(nodes));
        LifecycleNotice notice = notices.poll(30, TimeUnit.SECONDS);
        if (notice == null) {
            throw new IllegalStateException("The group sent no event when it got " + nodes);
        }
        return notice;
    }

    private static Invocation invocation(LifecycleNotice notice) {
        return new Invocation(notice.id(), notice.toEventBridgeJson());
    }

    /** How many nodes the function has cordoned. */
    long cordoned() {
        return world.calls().of("PatchNode").size();
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

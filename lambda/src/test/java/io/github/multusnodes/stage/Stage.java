package io.github.multusnodes.stage;

import io.github.multusnodes.port.Cluster;
import io.github.multusnodes.simulator.SdkClients;
import io.github.multusnodes.simulator.World;
import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.fault.CallLog;
import io.github.multusnodes.simulator.fault.Faults;
import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.runtime.AsyncSettings;
import io.github.multusnodes.simulator.runtime.Delivery;
import io.github.multusnodes.simulator.runtime.Event;
import io.github.multusnodes.simulator.runtime.InProcessFunction;
import io.github.multusnodes.simulator.runtime.Invocation;
import io.github.multusnodes.simulator.runtime.InvocationResult;
import io.github.multusnodes.simulator.runtime.Mishaps;
import io.github.multusnodes.simulator.runtime.Rule;
import io.github.multusnodes.simulator.runtime.Target;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.autoscaling.LifecycleNotice;
import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;
import io.github.multusnodes.simulator.state.kubernetes.Node;
import io.github.multusnodes.simulator.time.VirtualTimeline;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.ec2.Ec2Client;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * A node group on a stage: a simulated world in virtual time, a layout of zones, networks and
 * subnets, an Auto Scaling group with our hooks, and the real handlers behind its events.
 */
public final class Stage {

    public static final String GROUP = "multus-nodes";
    public static final String HOOK = "multus-launch";
    public static final String TERMINATE_HOOK = "multus-terminate";

    /** The name of a cluster at which functions meet a defect of their own. */
    public static final String DEFECT = "defect";

    public static final String NODE_GROUP = "upf";

    /** What the group and its hooks are called. */
    public static final Grounds.Names NAMES = new Grounds.Names(GROUP, HOOK, TERMINATE_HOOK);

    private static final String TERMINATE_DETAIL = "EC2 Instance-terminate Lifecycle Action";
    private static final String LAUNCH_DETAIL = "EC2 Instance-launch Lifecycle Action";
    private static final String OPERATOR = "operator";
    private static final String SCHEDULED_DETAIL = "Scheduled Event";

    private static final Duration GIVE_UP = Duration.ofHours(2);

    private final World<VirtualTimeline> world;
    private final Ec2Client ec2;
    private final AutoScalingClient autoScaling;
    private final Layout layout;
    private final Grounds grounds;
    private final Mishaps mishaps;
    private final Delivery delivery;
    private final Functions functions;
    private final InProcessFunction sweep;
    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final List<LifecycleNotice> notices = new CopyOnWriteArrayList<>();

    private Stage(Scenario scenario, Layout layout) {
        this.world = World.virtual(scenario);
        SdkClients clients = new SdkClients(world.door());
        this.ec2 = clients.ec2(OPERATOR);
        this.autoScaling = clients.autoScaling(OPERATOR);
        this.layout = layout;
        this.grounds = Grounds.make(ec2, layout, () -> runFor(pauseBetweenMakings(scenario)));
        this.mishaps = new Mishaps(scenario.seed());
        this.delivery =
                new Delivery(world.timeline(), Duration.ofMillis(500), mishaps, scenario.seed());
        Map<String, String> environment = new HashMap<>(Map.of("MULTUS_NODE_GROUP", NODE_GROUP));
        environment.put("MULTUS_AUTO_SCALING_GROUPS", GROUP);
        environment.put("MULTUS_NETWORKS", grounds.networksJson(layout));
        environment.putAll(layout.environment());
        this.functions = new Functions(world, "", layout.functionTimeout(), environment);
        this.sweep = functions.sweep();
        delivery.add(
                new Rule(
                        "sweep",
                        event -> event.detailType().equals(SCHEDULED_DETAIL),
                        new Target(sweep, AsyncSettings.usual())));
        delivery.add(
                Rule.forHook(
                        HOOK,
                        LAUNCH_DETAIL,
                        new Target(functions.launch(), AsyncSettings.usual())));
        delivery.add(
                Rule.forHook(
                        TERMINATE_HOOK,
                        TERMINATE_DETAIL,
                        new Target(functions.terminate(), AsyncSettings.usual())));
        world.autoScaling().onEvent(this::publish);
        world.autoScaling()
                .onTransition(change -> states.put(change.instanceId(), change.to().wireName()));
        world.calls().clear();
    }

    /** A world with its grounds and no group yet. */
    public static Stage open(Scenario scenario, Layout layout) {
        return new Stage(scenario, layout);
    }

    /** Puts foreign interfaces at places of a network's first subnet, at once. */
    public Stage crowd(int network, IntStream places) {
        grounds.crowd(world.ec2().networkInterfaces(), network, places);
        return this;
    }

    /** Creates the group with our hooks: the first instances meet them. */
    public Stage group(int desired) {
        grounds.createGroup(autoScaling, layout, NAMES, desired);
        return this;
    }

    /** Creates one more, beside it, with the same hooks and in the same subnets. */
    public Stage group(String name, int desired) {
        grounds.createGroup(
                autoScaling, layout, new Grounds.Names(name, HOOK, TERMINATE_HOOK), desired);
        return this;
    }

    /** From now on instances join the cluster so long after they run. */
    public Stage joinAfter(Duration duration) {
        kubernetes().nodesJoin(duration, Duration.ofMinutes(1));
        return this;
    }

    /** The EKS cluster as it is. */
    public Kubernetes kubernetes() {
        return world.kubernetes();
    }

    /** The name of the node in the EKS cluster that an instance is, once it has joined. */
    public String nodeOf(String instanceId) {
        return kubernetes().nodes().ofInstance(instanceId).map(Node::name).orElseThrow();
    }

    /**
     * The EKS cluster as a function sees it.
     *
     * @param caller the access key id it signs with: who calls
     */
    public Cluster cluster(String caller) {
        return Clusters.of(world, caller);
    }

    /** Asks for another number of nodes. */
    public Stage scaleTo(int desired) {
        autoScaling.setDesiredCapacity(r -> r.autoScalingGroupName(GROUP).desiredCapacity(desired));
        return this;
    }

    /** Lets time go on until so many nodes are in service, and fails if they never are. */
    public Stage untilInService(int nodes) {
        Instant limit = now().plus(GIVE_UP);
        world.timeline().runUntil(() -> inService().size() == nodes || now().isAfter(limit));
        if (inService().size() != nodes) {
            throw new AssertionError(
                    inService().size() + " of " + nodes + " nodes are in service after " + GIVE_UP);
        }
        return this;
    }

    /** Lets time go on. */
    public Stage runFor(Duration duration) {
        world.timeline().runUntil(now().plus(duration));
        return this;
    }

    /** Sweeps from now on, as a schedule of EventBridge has it. */
    public Stage sweepEvery(Duration period) {
        world.timeline()
                .after(
                        period,
                        () -> {
                            delivery.publish(
                                    new Event("sweep " + now(), SCHEDULED_DETAIL, "", "{}"));
                            sweepEvery(period);
                        });
        return this;
    }

    /** Sweeps once, and waits for it to end. */
    public InvocationResult sweep(String event) {
        AtomicReference<@Nullable InvocationResult> result = new AtomicReference<>();
        sweep.invoke(new Invocation("sweep " + now(), event), result::set);
        world.timeline().runUntil(() -> result.get() != null);
        return Objects.requireNonNull(result.get());
    }

    /** The present moment. */
    public Instant now() {
        return world.timeline().now();
    }

    /** Sends an event of a launch as EventBridge would. */
    public void send(String id, String json) {
        delivery.publish(new Event(id, LAUNCH_DETAIL, HOOK, json));
    }

    /** Sends an event of a termination as EventBridge would. */
    public void sendTermination(String id, String json) {
        delivery.publish(new Event(id, TERMINATE_DETAIL, TERMINATE_HOOK, json));
    }

    /** The ids of the nodes in service. */
    public List<String> inService() {
        return states.entrySet().stream()
                .filter(member -> member.getValue().equals("InService"))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The group's instances as Auto Scaling describes them. */
    public List<Instance> members() {
        return autoScaling
                .describeAutoScalingGroups(r -> r.autoScalingGroupNames(GROUP))
                .autoScalingGroups()
                .getFirst()
                .instances();
    }

    /** Gives the group a pool of stopped instances, which takes back those that leave. */
    public Stage warmPool(int least, int most) {
        autoScaling.putWarmPool(
                r ->
                        r.autoScalingGroupName(GROUP)
                                .minSize(least)
                                .maxGroupPreparedCapacity(most)
                                .poolState("Stopped")
                                .instanceReusePolicy(p -> p.reuseOnScaleIn(true)));
        return this;
    }

    /** The states of the instances in its warm pool. */
    public List<String> poolStates() {
        return pool().stream().map(Instance::lifecycleStateAsString).toList();
    }

    /** The instances of its warm pool likewise. */
    public List<Instance> pool() {
        return autoScaling.describeWarmPool(r -> r.autoScalingGroupName(GROUP)).instances();
    }

    /** Every lifecycle notice that Auto Scaling has sent. */
    public List<LifecycleNotice> notices() {
        return List.copyOf(notices);
    }

    /** The first of them that was sent for a hook. */
    public LifecycleNotice firstNotice(String hook) {
        return notices.stream().filter(its -> its.hook().equals(hook)).findFirst().orElseThrow();
    }

    /** The functions' answers to a notice that took effect, also where they never knew. */
    public List<String> answersTo(LifecycleNotice notice) {
        return calls().of("CompleteLifecycleAction").stream()
                .filter(RecordedCall::tookEffect)
                .map(RecordedCall::call)
                .filter(answer -> !answer.caller().equals(OPERATOR))
                .map(Call::parameters)
                .filter(its -> notice.hook().equals(its.get("LifecycleHookName")))
                .filter(
                        its ->
                                notice.token().equals(its.get("LifecycleActionToken"))
                                        || notice.instanceId().equals(its.get("InstanceId")))
                .map(its -> its.getOrDefault("LifecycleActionResult", "?"))
                .toList();
    }

    /** What is there and whether it is right. */
    public Inspection inspect() {
        return new Inspection(ec2, grounds, layout);
    }

    /** The operator's own client of EC2. */
    public Ec2Client ec2() {
        return ec2;
    }

    /** The operator's own client of Auto Scaling. */
    public AutoScalingClient autoScaling() {
        return autoScaling;
    }

    /** Subnets, groups and templates. */
    public Grounds grounds() {
        return grounds;
    }

    /** Everything as it is, whatever readers see. */
    public World<?> world() {
        return world;
    }

    /** The script of what goes wrong with calls. */
    public Faults faults() {
        return world.faults();
    }

    /** The script of what goes wrong with events. */
    public Mishaps mishaps() {
        return mishaps;
    }

    /** All calls since the stage was set. */
    public CallLog calls() {
        return world.calls();
    }

    /** How events were delivered and what came of them. */
    public Delivery delivery() {
        return delivery;
    }

    /** Everything the functions have logged. */
    public List<String> logLines() {
        return functions.lines();
    }

    private void publish(LifecycleNotice notice) {
        notices.add(notice);
        delivery.publish(Event.of(notice));
    }

    /** Readers have to see what was made, and EC2 takes one CIDR reservation a second. */
    private static Duration pauseBetweenMakings(Scenario scenario) {
        Duration second = Duration.ofSeconds(1);
        return scenario.mostLag().compareTo(second) > 0 ? scenario.mostLag() : second;
    }
}

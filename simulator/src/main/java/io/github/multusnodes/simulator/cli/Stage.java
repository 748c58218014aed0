package io.github.multusnodes.simulator.cli;

import io.github.multusnodes.simulator.state.ec2.Ip;

import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHookSpecification;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a scenario can do to the group. */
final class Stage {

    /** From a bad health report until the group acts on it; in AWS it is longer. */
    static final Duration NOTICING = Duration.ofSeconds(5);

    private static final int LAUNCH_TIMEOUT_SECONDS = 1800;

    /** Short, so that a drain needs heartbeats. */
    private static final int TERMINATE_TIMEOUT_SECONDS = 60;

    /** Who types needs longer. */
    private static final int TIMEOUT_BY_HAND_SECONDS = 7200;

    private static final Duration HELD_BACK = Duration.ofSeconds(45);
    private static final Duration GLANCE = Duration.ofMillis(500);

    private final Clients clients;
    private final Demo demo;
    private final DemoCluster cluster;
    private final Story story;
    private final Departures departures;
    private final Progress progress;
    private final Instant deadline;

    Stage(
            Clients clients,
            Demo demo,
            DemoCluster cluster,
            Story story,
            Departures departures,
            Progress progress,
            Instant deadline) {
        this.clients = clients;
        this.demo = demo;
        this.cluster = cluster;
        this.story = story;
        this.departures = departures;
        this.progress = progress;
        this.deadline = deadline;
    }

    /** Creates the group and waits until all its nodes are in service. */
    void launch() throws InterruptedException {
        createGroup(LAUNCH_TIMEOUT_SECONDS, TERMINATE_TIMEOUT_SECONDS);
        story.awaitInService(demo.plan().nodes(), deadline);
    }

    /** Creates the group for somebody who answers its hooks by hand. */
    void hold() {
        createGroup(TIMEOUT_BY_HAND_SECONDS, TIMEOUT_BY_HAND_SECONDS);
    }

    /**
     * Terminates the node with the lowest address in the zone that has the fewest nodes, so that
     * the group replaces it in that zone; waits until its addresses are free, then scales back.
     */
    void replaceOne() throws InterruptedException {
        String leaving = lowestInSmallestZone();
        progress.say(story.name(leaving) + " is terminated: its addresses come free");
        clients.autoScaling()
                .terminateInstanceInAutoScalingGroup(
                        r -> r.instanceId(leaving).shouldDecrementDesiredCapacity(true));
        awaitGone(leaving);
        progress.say("the group gets a new node");
        scaleTo(demo.plan().nodes());
        story.awaitInService(demo.plan().nodes(), deadline);
    }

    /**
     * Scales in by one while a budget lets no pod of shop/web go; some time later there is one more
     * of them. Waits until the node is gone.
     */
    void scaleInAgainstABudget() throws InterruptedException {
        deploy();
        cluster.protectWeb();
        progress.say("a PodDisruptionBudget of shop/web says: as many as now, or more");
        leaveOne();
        departures.awaitHeld(deadline);
        Thread.sleep(HELD_BACK);
        progress.say("shop/web gets one pod more, " + cluster.addWeb() + ": one of them may go");
        awaitOneGone();
    }

    /** Scales in by one; waits until the node is gone. */
    void scaleIn() throws InterruptedException {
        deploy();
        leaveOne();
        awaitOneGone();
    }

    /** Reports a node as unhealthy; waits until it is gone and another one in service. */
    void replaceUnhealthy() throws InterruptedException {
        deploy();
        String broken = story.instances().getFirst();
        progress.say(
                story.name(broken)
                        + " is reported unhealthy; Auto Scaling notices after "
                        + NOTICING.toSeconds()
                        + " s (in AWS: later)");
        clients.autoScaling()
                .setInstanceHealth(
                        r ->
                                r.instanceId(broken)
                                        .healthStatus("Unhealthy")
                                        .shouldRespectGracePeriod(false));
        awaitOneGone();
        story.awaitInService(demo.plan().nodes(), deadline);
    }

    private void deploy() {
        cluster.deploy();
        progress.say("pods run on each node: " + DemoCluster.WORKLOADS);
    }

    private void leaveOne() {
        progress.say("the group scales in by one");
        scaleTo(demo.plan().nodes() - 1);
    }

    private void scaleTo(int nodes) {
        clients.autoScaling()
                .setDesiredCapacity(
                        r -> r.autoScalingGroupName(DemoPlan.GROUP).desiredCapacity(nodes));
    }

    private void awaitOneGone() throws InterruptedException {
        story.awaitTerminated(1, deadline);
        awaitGone(departures.instances().getFirst());
    }

    /** The group with its hooks, so that its first instance already meets them. */
    private void createGroup(int launchSeconds, int terminateSeconds) {
        clients.autoScaling()
                .createAutoScalingGroup(
                        r ->
                                r.autoScalingGroupName(DemoPlan.GROUP)
                                        .minSize(0)
                                        .maxSize(demo.plan().nodes() + DemoPlan.SPARE_NODES)
                                        .desiredCapacity(demo.plan().nodes())
                                        .vpcZoneIdentifier(
                                                demo.nodeSubnets().stream()
                                                        .map(Demo.Subnet::id)
                                                        .collect(Collectors.joining(",")))
                                        .launchTemplate(
                                                t ->
                                                        t.launchTemplateId(demo.launchTemplate())
                                                                .version("$Latest"))
                                        .lifecycleHookSpecificationList(
                                                hook(
                                                        DemoPlan.LAUNCH_HOOK,
                                                        "LAUNCHING",
                                                        launchSeconds,
                                                        "ABANDON"),
                                                hook(
                                                        DemoPlan.TERMINATE_HOOK,
                                                        "TERMINATING",
                                                        terminateSeconds,
                                                        "CONTINUE")));
    }

    private static LifecycleHookSpecification hook(
            String name, String transition, int timeoutSeconds, String defaultResult) {
        return LifecycleHookSpecification.builder()
                .lifecycleHookName(name)
                .lifecycleTransition("autoscaling:EC2_INSTANCE_" + transition)
                .heartbeatTimeout(timeoutSeconds)
                .defaultResult(defaultResult)
                .build();
    }

    private String lowestInSmallestZone() {
        Inventory inventory = Inventory.read(clients, demo);
        Map<String, List<String>> byZone =
                inventory.members().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Instance::availabilityZone,
                                        TreeMap::new,
                                        Collectors.mapping(
                                                Instance::instanceId, Collectors.toList())));
        List<String> smallest =
                byZone.values().stream().min(Comparator.comparingInt(List::size)).orElseThrow();
        String network = demo.plan().networkNames().getFirst();
        return smallest.stream()
                .min(Comparator.comparing(id -> lowestAddress(inventory.made(id, network))))
                .orElseThrow();
    }

    private static Ip lowestAddress(List<NetworkInterface> interfaces) {
        return interfaces.stream()
                .flatMap(eni -> Inventory.addresses(eni).stream())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private void awaitGone(String instanceId) throws InterruptedException {
        Filter its = Filter.builder().name("tag:" + Story.TAG_INSTANCE).values(instanceId).build();
        while (!clients.ec2()
                .describeNetworkInterfaces(r -> r.filters(its))
                .networkInterfaces()
                .isEmpty()) {
            if (Instant.now().isAfter(deadline)) {
                throw new RunFailed(
                        "The interfaces of "
                                + story.name(instanceId)
                                + " are still there though it was terminated");
            }
            Thread.sleep(GLANCE);
        }
    }
}

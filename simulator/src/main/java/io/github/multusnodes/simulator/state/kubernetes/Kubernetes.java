package io.github.multusnodes.simulator.state.kubernetes;

import io.github.multusnodes.simulator.state.Ids;
import io.github.multusnodes.simulator.state.Schedule;
import io.github.multusnodes.simulator.state.ec2.Instance;
import io.github.multusnodes.simulator.state.ec2.Instances;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An EKS cluster whose nodes are the instances of the world. At first there is none; instances join
 * once {@link #nodesJoin} says so. For one thread: callers hold the world's lock.
 */
public final class Kubernetes {

    /** The one cluster's name. */
    public static final String NAME = "simulated";

    /** How far EKS is with the cluster. */
    public enum Status {
        ABSENT,
        CREATING,
        ACTIVE,
        UPDATING,
        DELETING,
        FAILED
    }

    private final Schedule schedule;
    private final Ids ids;
    private final Revision revision = new Revision();
    private final Nodes nodes = new Nodes(revision);
    private final PodHistory history = new PodHistory(revision);
    private final Multus multus = new Multus();
    private final Pods pods;
    private final Evictions evictions;
    private final Events events;
    private final ServiceAccounts serviceAccounts;
    private final Set<String> strangers = new HashSet<>();
    private final Set<String> running = new HashSet<>();
    private Optional<Duration> joining = Optional.empty();
    private Duration leaving = Duration.ofMinutes(1);
    private Status status = Status.ACTIVE;
    private ClusterConfig config = ClusterConfig.usual();
    private URI endpoint = URI.create("https://simulated.gr7.us-west-2.eks.amazonaws.com");

    public Kubernetes(Schedule schedule, Ids ids, Instances instances) {
        this.schedule = schedule;
        this.ids = ids;
        this.pods = new Pods(schedule, ids, nodes, history, multus);
        this.evictions = new Evictions(pods);
        this.events = new Events(evictions);
        this.serviceAccounts = new ServiceAccounts(schedule::now);
        nodes.onChange(pods::placeWaiting);
        instances.onChange(this::follow);
    }

    /**
     * From now on instances join.
     *
     * @param after from {@code running} until the node is there and ready
     * @param gone from {@code terminated} until the node is removed, and its pods with it
     */
    public void nodesJoin(Duration after, Duration gone) {
        joining = Optional.of(after);
        leaving = gone;
    }

    /** The instance never joins, as with a broken bootstrap. */
    public void neverJoins(String instanceId) {
        strangers.add(instanceId);
    }

    /** Has a node's kubelet fall silent, or answer again. */
    public void setReady(String nodeName, boolean ready) {
        nodes.put(nodes.find(nodeName).orElseThrow().withReady(ready));
        if (ready) {
            pods.resumeOn(nodeName);
        }
    }

    /** Removes a node while its instance runs on, as an operator may. */
    public void forget(String nodeName) {
        nodes.remove(nodeName);
        pods.on(nodeName).forEach(pod -> pods.remove(pod.uid()));
    }

    /** What EKS says of the cluster. */
    public Status status() {
        return status;
    }

    /** Has EKS say something else of the cluster. */
    public void become(Status other) {
        status = other;
    }

    /** How the cluster is configured. */
    public ClusterConfig config() {
        return config;
    }

    /** Has the cluster configured in another way. */
    public void configure(ClusterConfig other) {
        config = other;
    }

    /** Where the API server is reached. */
    public URI endpoint() {
        return endpoint;
    }

    /** Has the API server reached elsewhere. */
    public void moveTo(URI other) {
        endpoint = other;
    }

    /** The nodes. */
    public Nodes nodes() {
        return nodes;
    }

    /** The pods. */
    public Pods pods() {
        return pods;
    }

    /** What gives pods more interfaces. */
    public Multus multus() {
        return multus;
    }

    /** The latest changes of pods. */
    public PodHistory history() {
        return history;
    }

    /** What clients have told of things. */
    public Events events() {
        return events;
    }

    /** Whom pods may act as, and what those may do. */
    public ServiceAccounts serviceAccounts() {
        return serviceAccounts;
    }

    /** What ends pods, and what protects them. */
    public Evictions evictions() {
        return evictions;
    }

    private void follow(Instance instance) {
        if (instance.state() == Instance.State.RUNNING) {
            running.add(instance.id());
        } else {
            running.remove(instance.id());
        }
        switch (instance.state()) {
            case RUNNING ->
                    joining.filter(_ -> !strangers.contains(instance.id()))
                            .ifPresent(after -> schedule.after(after, () -> join(instance)));
            case SHUTTING_DOWN, STOPPING ->
                    nodes.ofInstance(instance.id()).ifPresent(node -> setReady(node.name(), false));
            case TERMINATED ->
                    nodes.ofInstance(instance.id())
                            .ifPresent(node -> schedule.after(leaving, () -> forget(node.name())));
            case PENDING, STOPPED -> {}
        }
    }

    /** One that was stopped finds its node as it left it. */
    private void join(Instance instance) {
        if (!running.contains(instance.id())) {
            return;
        }
        Optional<Node> before = nodes.ofInstance(instance.id());
        if (before.isPresent()) {
            setReady(before.get().name(), true);
            return;
        }
        nodes.put(
                new Node(
                        nameOf(instance),
                        ids.uuid(),
                        "aws:///" + instance.zone() + "/" + instance.id(),
                        0,
                        Map.of(),
                        false,
                        true));
    }

    /** By its IP address, or by its own id where it has none of IPv4. */
    private static String nameOf(Instance instance) {
        return instance.privateIp().map(ip -> "ip-" + ip.replace('.', '-')).orElse(instance.id())
                + ".us-west-2.compute.internal";
    }
}

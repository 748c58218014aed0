package io.github.multusnodes.pods.cluster;

import io.github.multusnodes.pods.plan.NodePod;
import io.github.multusnodes.pods.stage.NodesStage;
import io.github.multusnodes.retry.ClusterFailure;
import io.github.multusnodes.retry.Time;
import io.github.multusnodes.simulator.World;
import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;
import io.github.multusnodes.simulator.state.kubernetes.Multus;
import io.github.multusnodes.simulator.state.kubernetes.Pod;
import io.github.multusnodes.simulator.state.kubernetes.PodTemplate;
import io.github.multusnodes.simulator.state.kubernetes.ServiceAccount;
import io.github.multusnodes.simulator.time.Timeline;
import io.github.multusnodes.simulator.time.VirtualTimeline;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** A cluster in virtual time, and who follows the pods of its one node. */
final class ClusterStage {

    static final String NODE = "node-1";
    static final Predicate<Call> LISTS = call -> call.action().equals("GetPods");
    static final Predicate<Call> WATCHES = call -> call.action().equals("WatchPods");
    static final Predicate<Call> EVENTS = call -> call.action().equals("CreateEvent");

    private static final Duration HOUR = Duration.ofHours(1);

    final NodesStage stage = NodesStage.open(Scenario.plain(), 1);
    final World<VirtualTimeline> world = stage.world();
    final Kubernetes kubernetes = world.kubernetes();
    final Time time = stage.time();
    final List<ClusterFailure> failures = new ArrayList<>();
    final KubernetesPods pods =
            new KubernetesPods(
                    access(Duration.ofSeconds(10)),
                    access(KubernetesPods.WATCH_SILENCE),
                    NODE,
                    time,
                    new Random(7),
                    new Bell(world.timeline().bell()),
                    failures::add);
    final AtomicBoolean ending = new AtomicBoolean();
    boolean ended;
    private String token = newToken(HOUR.multipliedBy(24));

    /** The timeline's, as a signal. */
    private record Bell(Timeline.Bell its) implements Signal {

        @Override
        public void ring() {
            its.ring();
        }

        @Override
        public void await(Duration most) {
            its.await(most);
        }
    }

    ClusterAccess access(Duration silence) {
        return new ClusterAccess(
                URI.create("https://simulator.local"),
                () -> world.clients().http("agent", silence),
                () -> token);
    }

    /** Follows beside all else. */
    ClusterStage begin() {
        world.timeline()
                .start(
                        "follow",
                        () -> {
                            pods.follow(ending::get);
                            ended = true;
                        });
        return this;
    }

    String newToken(Duration valid) {
        return kubernetes.serviceAccounts().issue(ServiceAccount.ofAgent("a", "agent"), valid);
    }

    /** The service account may do nothing any more. */
    void mayNothing() {
        token =
                kubernetes
                        .serviceAccounts()
                        .issue(new ServiceAccount("a", "agent", Set.of()), HOUR.multipliedBy(24));
    }

    String token() {
        return token;
    }

    void mounts(String other) {
        token = other;
    }

    void pass(Duration duration) {
        world.timeline().sleep(duration);
    }

    /** Puts a pod on the node, which asks for a network and awaits it. */
    Pod asks(String name) {
        return run(name, NODE);
    }

    Pod run(String name, String node) {
        return kubernetes.pods().run("core", name, PodTemplate.of("upf").asking("n3"), node);
    }

    /** The same, and gives it an address. */
    Pod has(String name, String address) {
        Pod pod = asks(name);
        gets(pod, address);
        return pod;
    }

    void gets(Pod pod, String address) {
        Multus.Attachment net1 =
                new Multus.Attachment("core/n3", "net1", "02:00:00:00:00:01", List.of(address));
        tells(pod, kubernetes.multus().status(pod, List.of(net1)));
    }

    void tells(Pod pod, String status) {
        kubernetes.pods().annotate(pod.uid(), Multus.STATUS, status);
    }

    void goes(String name) {
        kubernetes.evictions().delete("core", name, null, Duration.ZERO);
    }

    /** What is heard, as {@code name address}. */
    List<String> heard() {
        return described(pods.heard());
    }

    static List<String> described(List<NodePod> pods) {
        return pods.stream()
                .map(
                        pod ->
                                pod.name()
                                        + switch (pod.attached()) {
                                            case NodePod.Attached.Awaited _ -> " awaited";
                                            case NodePod.Attached.Unreadable _ -> " unreadable";
                                            case NodePod.Attached.Told told ->
                                                    " " + told.interfaces().getFirst().addresses();
                                        })
                .sorted()
                .toList();
    }

    long calls(Predicate<Call> which) {
        return world.calls().all().stream().map(RecordedCall::call).filter(which).count();
    }
}

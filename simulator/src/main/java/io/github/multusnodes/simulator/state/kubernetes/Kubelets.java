package io.github.multusnodes.simulator.state.kubernetes;

import io.github.multusnodes.simulator.state.Schedule;

import java.time.Duration;
import java.util.Optional;

/** What brings pods up on their nodes, and down. For one thread: callers hold the world's lock. */
final class Kubelets {

    private final Schedule schedule;
    private final Nodes nodes;
    private final Multus multus;
    private final Pods pods;
    private Duration starting = Duration.ZERO;

    Kubelets(Schedule schedule, Nodes nodes, Multus multus, Pods pods) {
        this.schedule = schedule;
        this.nodes = nodes;
        this.multus = multus;
        this.pods = pods;
    }

    /** From now on containers take so long to run once their pod has its interfaces. */
    void startAfter(Duration duration) {
        starting = duration;
    }

    /** Brings up a pod that is bound to its node: its interfaces first. */
    void begin(Pod pod) {
        if (multus.serves(pod) && isUntold(pod)) {
            after(multus.takes(), () -> attach(pod.uid()));
        } else {
            after(starting, () -> start(pod.uid()));
        }
    }

    /** Takes down a pod that was asked to end. */
    void end(Pod pod, Duration grace) {
        Duration takes = pod.template().takes();
        schedule.after(takes.compareTo(grace) < 0 ? takes : grace, () -> stop(pod.uid()));
    }

    /** Answers again, and does what was asked of it meanwhile. */
    void resumeOn(String node) {
        for (Pod pod : pods.on(node)) {
            if (pod.deletionTimestamp().isPresent()) {
                stop(pod.uid());
            } else if (pod.phase() == Pod.Phase.PENDING) {
                begin(pod);
            }
        }
    }

    private void attach(String uid) {
        waiting(uid)
                .filter(Kubelets::isUntold)
                .flatMap(multus::attachTo)
                .ifPresent(
                        status -> {
                            pods.annotate(uid, Multus.STATUS, status);
                            after(starting, () -> start(uid));
                        });
    }

    private void start(String uid) {
        waiting(uid).ifPresent(pod -> pods.enter(Pod.Phase.RUNNING, pod));
    }

    private void stop(String uid) {
        pods.withUid(uid).filter(this::answers).ifPresent(pod -> pods.remove(pod.uid()));
    }

    private Optional<Pod> waiting(String uid) {
        return pods.withUid(uid).filter(pod -> pod.phase() == Pod.Phase.PENDING && answers(pod));
    }

    private static boolean isUntold(Pod pod) {
        return !pod.annotations().containsKey(Multus.STATUS);
    }

    private boolean answers(Pod pod) {
        return pod.node().flatMap(nodes::find).filter(Node::ready).isPresent();
    }

    private void after(Duration duration, Runnable action) {
        if (duration.isZero()) {
            action.run();
        } else {
            schedule.after(duration, action);
        }
    }
}

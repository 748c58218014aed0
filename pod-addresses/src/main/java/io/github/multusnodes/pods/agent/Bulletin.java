package io.github.multusnodes.pods.agent;

import io.github.multusnodes.pods.node.Ledger;
import io.github.multusnodes.pods.node.Sight;
import io.github.multusnodes.pods.plan.NodePod;
import io.github.multusnodes.pods.plan.NodePod.Attached;
import io.github.multusnodes.pods.plan.Refusal;
import io.github.multusnodes.pods.port.Reports;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Tells of each round what is new in it. Pods that were as they should be when the agent began are
 * no news.
 */
final class Bulletin {

    private final Reports reports;
    private Map<String, Arrival> arrivals = Map.of();
    private Set<News> told = Set.of();
    private boolean begun;

    Bulletin(Reports reports) {
        this.reports = reports;
    }

    /**
     * A pod whose interfaces are known.
     *
     * @param routable whether that was told
     */
    private record Arrival(Attached attached, Instant since, boolean routable) {}

    /** What is told once. */
    private sealed interface News {
        record Refused(String uid, Refusal refusal) implements News {}

        record Unreadable(String uid, String why) implements News {}
    }

    void tell(Sight sight, Ledger ledger) {
        tellRoutable(sight);
        tellNews(sight, ledger);
        reports.round(
                new Reports.Standing(
                        sight.pods().all().size(),
                        sight.placements().places().size(),
                        sight.placements().missing().size(),
                        ledger.stale()));
    }

    private void tellRoutable(Sight sight) {
        Set<NodePod> routable = Set.copyOf(sight.routable());
        Map<String, Arrival> now = new HashMap<>();
        for (NodePod pod : sight.pods().all()) {
            if (pod.attached() instanceof Attached.Told) {
                now.put(pod.uid(), arrival(pod, routable.contains(pod), sight.at()));
            }
        }
        arrivals = Map.copyOf(now);
        begun = true;
    }

    private Arrival arrival(NodePod pod, boolean routable, Instant now) {
        Arrival before = arrivals.get(pod.uid());
        Arrival its =
                before != null && before.attached().equals(pod.attached())
                        ? before
                        : new Arrival(pod.attached(), now, false);
        if (!routable || its.routable()) {
            return its;
        }
        if (begun) {
            reports.routable(pod, Duration.between(its.since(), now));
        }
        return new Arrival(its.attached(), its.since(), true);
    }

    private void tellNews(Sight sight, Ledger ledger) {
        Set<News> all = new HashSet<>();
        for (Refusal refusal : ledger.refusals()) {
            for (NodePod pod : sight.pods().having(refusal.address())) {
                News news = new News.Refused(pod.uid(), refusal);
                if (all.add(news) && !told.contains(news)) {
                    reports.refused(pod, refusal);
                }
            }
        }
        for (NodePod pod : sight.pods().all()) {
            if (pod.attached() instanceof Attached.Unreadable(var why)) {
                News news = new News.Unreadable(pod.uid(), why);
                if (all.add(news) && !told.contains(news)) {
                    reports.unreadable(pod, why);
                }
            }
        }
        told = Set.copyOf(all);
    }
}

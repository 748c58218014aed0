package io.github.multusnodes.pods.cluster;

import io.github.multusnodes.pods.cluster.PodApi.Listed;
import io.github.multusnodes.pods.plan.NodePod;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known of the pods.
 *
 * @param listed at its version
 * @param changes counts how often the pods were others than before
 */
record Heard(Listed listed, long changes) {

    Map<String, NodePod> pods() {
        return listed.pods();
    }

    Heard after(WatchEvent event) {
        Map<String, NodePod> now = new LinkedHashMap<>(pods());
        event.uid().ifPresent(now::remove);
        event.pod().ifPresent(pod -> now.put(pod.uid(), pod));
        return after(new Listed(event.version(), now));
    }

    Heard after(Listed now) {
        return new Heard(now, now.pods().equals(pods()) ? changes : changes + 1);
    }
}

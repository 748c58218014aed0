package io.github.multusnodes.pods.cluster;

import com.eclipsesource.json.JsonObject;

import io.github.multusnodes.pods.plan.NodePod;
import io.github.multusnodes.pods.plan.Refusal;
import io.github.multusnodes.retry.ClusterFailure;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Tells on the pods themselves what stands in their way, where {@code kubectl describe pod} shows
 * it. The same is told once in a while, however often it comes. What cannot be told is left: it
 * also is in the log.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/">Event</a>
 */
public final class PodEvents {

    private static final String COMPONENT = "multus-nodes-pod-addresses";

    /** Of a message, by the validation of the API server. */
    private static final int LONGEST = 1024;

    /** The API server forgets events after an hour. */
    private static final Duration AGAIN = Duration.ofMinutes(30);

    private static final int MOST_REMEMBERED = 1000;

    private final ApiServer api;
    private final String node;
    private final InstantSource clock;
    private final Executor beside;
    private final Consumer<ClusterFailure> failed;
    private final Map<Said, Instant> last = new LinkedHashMap<>();
    private final AtomicLong number = new AtomicLong();

    /**
     * @param node whose agent it is that tells
     * @param beside writes, so that who tells need not wait; may refuse to
     * @param failed told what could not be written
     */
    public PodEvents(
            ClusterAccess access,
            String node,
            InstantSource clock,
            Executor beside,
            Consumer<ClusterFailure> failed) {
        this.api = new ApiServer(access);
        this.node = node;
        this.clock = clock;
        this.beside = beside;
        this.failed = failed;
    }

    /** What makes two events the same. */
    private record Said(String uid, String reason, String message) {}

    /** An address of a pod is not put on any interface. */
    public void refused(NodePod pod, Refusal refusal) {
        tell(pod, "AddressRefused", refusal.text());
    }

    /** What Multus tells of a pod cannot be read. */
    public void unreadable(NodePod pod, String why) {
        tell(pod, "NetworkStatusUnreadable", why);
    }

    /** Without a name there is nothing to tell it on. */
    private void tell(NodePod pod, String reason, String message) {
        Instant now = clock.instant();
        if (pod.name().isEmpty() || !isNew(new Said(pod.uid(), reason, message), now)) {
            return;
        }
        JsonObject event = event(pod, reason, message, now);
        try {
            beside.execute(() -> write(pod.namespace(), event));
        } catch (RejectedExecutionException tooMany) {
            failed.accept(
                    new ClusterFailure(
                            ClusterFailure.Kind.THROTTLED,
                            "event on " + pod,
                            "too many are to be written",
                            tooMany));
        }
    }

    private synchronized boolean isNew(Said said, Instant now) {
        Instant before = last.get(said);
        if (before != null && now.isBefore(before.plus(AGAIN))) {
            return false;
        }
        last.remove(said);
        if (last.size() >= MOST_REMEMBERED) {
            last.remove(last.keySet().iterator().next());
        }
        last.put(said, now);
        return true;
    }

    private void write(String namespace, JsonObject event) {
        try {
            api.post("/api/v1/namespaces/" + namespace + "/events", event);
        } catch (ClusterFailure failure) {
            failed.accept(failure);
        }
    }

    /** Its name is like those that other components give: the pod's, and when it was. */
    private JsonObject event(NodePod pod, String reason, String message, Instant now) {
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        long nanos = now.getEpochSecond() * 1_000_000_000 + now.getNano();
        String suffix = Long.toHexString(nanos + number.getAndIncrement());
        return new JsonObject()
                .add("apiVersion", "v1")
                .add("kind", "Event")
                .add(
                        "metadata",
                        new JsonObject()
                                .add("namespace", pod.namespace())
                                .add("name", pod.name() + "." + suffix))
                .add(
                        "involvedObject",
                        new JsonObject()
                                .add("apiVersion", "v1")
                                .add("kind", "Pod")
                                .add("namespace", pod.namespace())
                                .add("name", pod.name())
                                .add("uid", pod.uid()))
                .add("type", "Warning")
                .add("reason", reason)
                .add("message", cut(message))
                .add("count", 1)
                .add("firstTimestamp", time)
                .add("lastTimestamp", time)
                .add("source", new JsonObject().add("component", COMPONENT).add("host", node))
                .add("reportingComponent", COMPONENT)
                .add("reportingInstance", node);
    }

    private static String cut(String message) {
        return message.length() <= LONGEST ? message : message.substring(0, LONGEST - 3) + "...";
    }
}

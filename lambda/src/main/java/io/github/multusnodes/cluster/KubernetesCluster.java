package io.github.multusnodes.cluster;

import com.google.gson.JsonObject;

import io.github.multusnodes.drain.ClusterNode;
import io.github.multusnodes.drain.Eviction;
import io.github.multusnodes.drain.Pod;
import io.github.multusnodes.port.Cluster;
import io.kubernetes.client.custom.V1Patch;
import io.kubernetes.client.openapi.models.V1DeleteOptions;
import io.kubernetes.client.openapi.models.V1Eviction;
import io.kubernetes.client.openapi.models.V1ListMeta;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1NodeList;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1PodList;
import io.kubernetes.client.openapi.models.V1Preconditions;

import okhttp3.OkHttpClient;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** {@link Cluster} over the Kubernetes API. */
public final class KubernetesCluster implements Cluster {

    private static final String CORDONED = "spec.unschedulable=true";
    private static final int PAGE = 500;
    private static final V1Patch SET_LATER = new V1Patch("{}");

    private final ApiServer server;

    /** Connects within 3 seconds and waits for answers no longer than 10. */
    public KubernetesCluster(ClusterAccess access, EksToken token) {
        this(
                access,
                token,
                new OkHttpClient.Builder()
                        .connectTimeout(Duration.ofSeconds(3))
                        .readTimeout(Duration.ofSeconds(10))
                        .writeTimeout(Duration.ofSeconds(10))
                        .build());
    }

    /**
     * @param http sends; it retries and follows nothing, whatever it was told
     */
    public KubernetesCluster(ClusterAccess access, EksToken token, OkHttpClient http) {
        this.server =
                new ApiServer(
                        access,
                        token,
                        http.newBuilder()
                                .retryOnConnectionFailure(false)
                                .followRedirects(false)
                                .build());
    }

    /** Matches {@code spec.providerID}, as {@code aws:///us-west-2a/i-0a}: names vary. */
    @Override
    public Optional<ClusterNode> nodeOf(String instanceId) {
        return nodes(null)
                .filter(node -> Nodes.instanceId(node).filter(instanceId::equals).isPresent())
                .findFirst()
                .map(Nodes::of);
    }

    @Override
    public void cordon(String nodeName, Instant drainStarted) {
        Optional<ClusterNode> node = find(nodeName).map(Nodes::of);
        if (node.isEmpty()
                || (node.get().unschedulable() && node.get().drainStarted().isPresent())) {
            return;
        }
        patch(nodeName, Nodes.cordon(node.get().drainStarted().orElse(drainStarted)));
    }

    @Override
    public void park(String nodeName) {
        patch(nodeName, Nodes.park());
    }

    @Override
    public Map<String, String> parked() {
        Map<String, String> parked = new HashMap<>();
        nodes(CORDONED)
                .filter(Nodes::isParked)
                .forEach(
                        node ->
                                Nodes.instanceId(node)
                                        .ifPresent(id -> parked.put(id, Nodes.of(node).name())));
        return parked;
    }

    @Override
    public void uncordon(String nodeName) {
        find(nodeName)
                .filter(Nodes::isParked)
                .ifPresent(node -> patch(nodeName, Nodes.uncordon(node)));
    }

    @Override
    public List<Pod> podsOn(String nodeName) {
        List<Pod> pods = new ArrayList<>();
        String next = null;
        do {
            String from = next;
            Page<Pod> page =
                    read(
                            api ->
                                    api.listPodForAllNamespaces()
                                            .fieldSelector("spec.nodeName=" + nodeName)
                                            .limit(PAGE)
                                            ._continue(from)
                                            .buildCall(null),
                            V1PodList.class,
                            its -> Page.of(its.getItems(), Pods::of, its.getMetadata()));
            pods.addAll(page.items());
            next = page.next();
        } while (next != null);
        return pods;
    }

    @Override
    public Eviction evict(Pod pod) {
        V1Eviction eviction =
                new V1Eviction()
                        .metadata(new V1ObjectMeta().namespace(pod.namespace()).name(pod.name()))
                        .deleteOptions(only(pod));
        try {
            server.change(
                    api ->
                            api.createNamespacedPodEviction(pod.name(), pod.namespace(), eviction)
                                    .buildCall(null));
            return new Eviction.Accepted();
        } catch (Refused refused) {
            return evictionOf(refused);
        }
    }

    @Override
    public void delete(Pod pod, Duration gracePeriod) {
        V1DeleteOptions options = only(pod).gracePeriodSeconds(gracePeriod.toSeconds());
        try {
            server.change(
                    api ->
                            api.deleteNamespacedPod(pod.name(), pod.namespace())
                                    .body(options)
                                    .buildCall(null));
        } catch (Refused refused) {
            if (!isGone(refused)) {
                throw refused.failure();
            }
        }
    }

    private static V1DeleteOptions only(Pod pod) {
        return new V1DeleteOptions().preconditions(new V1Preconditions().uid(pod.uid()));
    }

    /** "API-initiated Eviction" has the codes; a conflict is a pod of another UID. */
    private static Eviction evictionOf(Refused refused) {
        if (isGone(refused)) {
            return new Eviction.Gone();
        }
        if (refused.code() == 429 && refused.isCausedBy("DisruptionBudget")) {
            return new Eviction.Blocked(refused.text(), refused.retryAfter());
        }
        if (refused.code() == 403 && refused.isCausedBy("NamespaceTerminating")) {
            return new Eviction.NamespaceTerminating();
        }
        // A server that fails says so as its reason; a pod of several budgets has none.
        if (refused.code() == 500 && refused.isStatus() && !refused.hasReason()) {
            return new Eviction.Misconfigured(refused.text());
        }
        throw refused.failure();
    }

    private static boolean isGone(Refused refused) {
        return refused.code() == 404 || refused.code() == 409;
    }

    private Optional<V1Node> find(String nodeName) {
        try {
            return Optional.of(
                    server.get(
                            api -> api.readNode(nodeName).buildCall(null),
                            V1Node.class,
                            Nodes::readable));
        } catch (Refused refused) {
            if (refused.code() == 404) {
                return Optional.empty();
            }
            throw refused.failure();
        }
    }

    /** Asks for each page only when it is come to. */
    private Stream<V1Node> nodes(@Nullable String fieldSelector) {
        return Stream.iterate(
                        Optional.of(page(fieldSelector, null)),
                        Optional::isPresent,
                        page ->
                                page.flatMap(its -> Optional.ofNullable(its.next()))
                                        .map(next -> page(fieldSelector, next)))
                .flatMap(Optional::stream)
                .flatMap(page -> page.items().stream());
    }

    private Page<V1Node> page(@Nullable String fieldSelector, @Nullable String from) {
        return read(
                api ->
                        api.listNode()
                                .fieldSelector(fieldSelector)
                                .limit(PAGE)
                                ._continue(from)
                                .buildCall(null),
                V1NodeList.class,
                its -> Page.of(its.getItems(), Nodes::readable, its.getMetadata()));
    }

    private void patch(String nodeName, JsonObject patch) {
        try {
            server.patch(api -> api.patchNode(nodeName, SET_LATER).buildCall(null), patch);
        } catch (Refused refused) {
            if (refused.code() != 404) {
                throw refused.failure();
            }
        }
    }

    private <A, T> T read(ApiServer.Asked asked, Class<A> type, Function<A, T> reader) {
        try {
            return server.get(asked, type, reader);
        } catch (Refused refused) {
            throw refused.failure();
        }
    }

    /**
     * A part of a list.
     *
     * @param next where the next part begins; absent in the last
     */
    private record Page<T>(List<T> items, @Nullable String next) {

        static <A, T> Page<T> of(List<A> items, Function<A, T> reader, @Nullable V1ListMeta list) {
            String next = list == null ? null : list.getContinue();
            return new Page<>(
                    items.stream().map(item -> Part.required(item, "item")).map(reader).toList(),
                    next == null || next.isEmpty() ? null : next);
        }
    }
}

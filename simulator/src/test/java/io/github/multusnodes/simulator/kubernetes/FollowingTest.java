package io.github.multusnodes.simulator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;

import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.kubernetes.WatchLog.Line;
import io.github.multusnodes.simulator.state.kubernetes.Pod;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/** Whoever lists and then watches knows all pods of the node, whatever happens on the way. */
class FollowingTest {

    private static final int ACTS = 60;

    private final ApiServer server = new ApiServer();
    private final Map<String, Long> known = new HashMap<>();
    private long version;
    private int names;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_list_and_the_watches_after_it_tell_all_there_is(long seed) {
        Random random = new Random(seed);
        server.cluster.multus().takes(Duration.ofSeconds(random.nextInt(3)));
        WatchLog watch = listAndWatch();
        for (int i = 0; i < ACTS; i++) {
            act(random);
            server.group.passSeconds(random.nextInt(4));
            if (watch.end().isPresent()) {
                watch = goOn(watch);
            }
        }
        server.group.world.faults().clear();
        server.group.passSeconds(40);
        while (watch.end().isPresent()) {
            watch = goOn(watch);
            server.group.passSeconds(1);
        }
        learn(watch);

        assertThat(known).isEqualTo(theTruth());
    }

    private void act(Random random) {
        List<Pod> pods = server.cluster.pods().on(server.node);
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> server.runs("upf-" + names++);
            case 4, 5 ->
                    any(pods, random)
                            .forEach(pod -> server.cluster.pods().annotate(pod.uid(), "a", "b"));
            case 6, 7 -> any(pods, random).forEach(pod -> server.ends(pod.name()));
            case 8 ->
                    server.group
                            .world
                            .faults()
                            .next(
                                    ApiServer.WATCHES,
                                    new Fault.BreakOff(Duration.ofSeconds(random.nextInt(20))));
            default -> {
                if (random.nextInt(4) == 0) {
                    server.cluster.history().expire();
                }
            }
        }
    }

    private static List<Pod> any(List<Pod> pods, Random random) {
        return pods.isEmpty() ? List.of() : List.of(pods.get(random.nextInt(pods.size())));
    }

    private WatchLog listAndWatch() {
        JsonObject list = server.list("");
        known.clear();
        for (JsonValue item : list.get("items").asArray()) {
            JsonObject metadata = item.asObject().get("metadata").asObject();
            known.put(metadata.getString("uid", ""), versionOf(metadata));
        }
        version = versionOf(list.get("metadata").asObject());
        return watch();
    }

    private WatchLog goOn(WatchLog ended) {
        learn(ended);
        return ended.told().contains("ERROR") ? listAndWatch() : watch();
    }

    private WatchLog watch() {
        return server.watch(
                "&timeoutSeconds=30&allowWatchBookmarks=true&resourceVersion=" + version);
    }

    private void learn(WatchLog watch) {
        assertThat(watch.lines())
                .as("the events of a watch that is answered")
                .allMatch(line -> !line.type().isEmpty());
        for (Line line : watch.lines()) {
            if (!line.type().equals("ERROR")) {
                version = line.version();
            }
            String uid = line.type().equals("ERROR") ? "" : line.metadata().getString("uid", "");
            switch (line.type()) {
                case "ADDED", "MODIFIED" -> known.put(uid, version);
                case "DELETED" -> known.remove(uid);
                default -> {}
            }
        }
    }

    private Map<String, Long> theTruth() {
        Map<String, Long> truth = new HashMap<>();
        server.cluster.pods().on(server.node).forEach(pod -> truth.put(pod.uid(), pod.version()));
        return truth;
    }

    private static long versionOf(JsonObject metadata) {
        return Long.parseLong(metadata.getString("resourceVersion", ""));
    }
}

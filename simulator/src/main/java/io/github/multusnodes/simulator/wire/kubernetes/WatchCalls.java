package io.github.multusnodes.simulator.wire.kubernetes;

import io.github.multusnodes.simulator.state.kubernetes.PodChange;
import io.github.multusnodes.simulator.state.kubernetes.PodChange.Kind;
import io.github.multusnodes.simulator.state.kubernetes.PodHistory;
import io.github.multusnodes.simulator.state.kubernetes.Pods;
import io.github.multusnodes.simulator.state.kubernetes.Refused;
import io.github.multusnodes.simulator.time.Timeline;
import io.github.multusnodes.simulator.wire.Door.Answer;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.Lock;

/** Watching the pods of a node. */
record WatchCalls(
        Pods pods, PodHistory history, Timeline timeline, Lock world, Arguments arguments) {

    /** The least that an API server takes where the client does not say; it draws up to twice. */
    private static final int USUAL_SECONDS = 1800;

    Answer watch() {
        arguments.allow(
                Set.of(
                        "fieldSelector",
                        "watch",
                        "resourceVersion",
                        "timeoutSeconds",
                        "allowWatchBookmarks"));
        arguments.flag("watch");
        String node = PodCalls.node(arguments);
        WatchStream stream =
                new WatchStream(
                        history,
                        pod -> pod.node().filter(node::equals).isPresent(),
                        timeline,
                        world,
                        Duration.ofSeconds(arguments.number("timeoutSeconds", USUAL_SECONDS)),
                        arguments.flag("allowWatchBookmarks"));
        return new Answer(200, "application/json", "", Optional.of(begun(stream, node)));
    }

    private WatchStream begun(WatchStream stream, String node) {
        OptionalLong version = arguments.version();
        if (version.isEmpty()) {
            return stream.begin(
                    pods.on(node).stream().map(pod -> new PodChange(Kind.ADDED, pod)).toList());
        }
        try {
            return stream.begin(history.since(version.getAsLong()));
        } catch (Refused tooOld) {
            if (tooOld.status() == 410 && !history.refusesByStatus()) {
                return stream.refuse(tooOld);
            }
            throw tooOld;
        }
    }
}

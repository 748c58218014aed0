package io.github.multusnodes.simulator.state.kubernetes;

import java.time.Duration;
import java.util.Map;

/**
 * What pods are made from.
 *
 * @param grace its {@code terminationGracePeriodSeconds}
 * @param takes how long it takes to end when asked to; after the grace period it is killed
 * @param emptyDir whether it has an emptyDir volume
 * @param mirror whether it shows a static pod
 */
public record PodTemplate(
        Map<String, String> labels,
        Duration grace,
        Duration takes,
        boolean emptyDir,
        boolean mirror) {

    public PodTemplate {
        labels = Map.copyOf(labels);
    }

    /** A pod labelled {@code app} that ends a second after it was asked to. */
    public static PodTemplate of(String app) {
        return new PodTemplate(
                Map.of("app", app), Duration.ofSeconds(30), Duration.ofSeconds(1), false, false);
    }

    /** The same with another grace period and another time to end. */
    public PodTemplate ending(Duration otherGrace, Duration otherTakes) {
        return new PodTemplate(labels, otherGrace, otherTakes, emptyDir, mirror);
    }

    /** The same with an emptyDir volume. */
    public PodTemplate withEmptyDir() {
        return new PodTemplate(labels, grace, takes, true, mirror);
    }

    /** The same as the shadow of a static pod. */
    public PodTemplate asMirror() {
        return new PodTemplate(labels, grace, takes, emptyDir, true);
    }
}

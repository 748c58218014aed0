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
 * @param hostNetwork whether it has the node's interfaces, and none of its own
 * @param networks what it asks of Multus, as in its annotation; empty for nothing
 */
public record PodTemplate(
        Map<String, String> labels,
        Duration grace,
        Duration takes,
        boolean emptyDir,
        boolean mirror,
        boolean hostNetwork,
        String networks) {

    public PodTemplate {
        labels = Map.copyOf(labels);
    }

    /** A pod labelled {@code app} that ends a second after it was asked to. */
    public static PodTemplate of(String app) {
        return new PodTemplate(
                Map.of("app", app),
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                false,
                false,
                false,
                "");
    }

    /** The same with another grace period and another time to end. */
    public PodTemplate ending(Duration otherGrace, Duration otherTakes) {
        return new PodTemplate(
                labels, otherGrace, otherTakes, emptyDir, mirror, hostNetwork, networks);
    }

    /** The same with an emptyDir volume. */
    public PodTemplate withEmptyDir() {
        return new PodTemplate(labels, grace, takes, true, mirror, hostNetwork, networks);
    }

    /** The same as the shadow of a static pod. */
    public PodTemplate asMirror() {
        return new PodTemplate(labels, grace, takes, emptyDir, true, hostNetwork, networks);
    }

    /** The same with the node's interfaces. */
    public PodTemplate onHostNetwork() {
        return new PodTemplate(labels, grace, takes, emptyDir, mirror, true, networks);
    }

    /**
     * The same with more interfaces.
     *
     * @param otherNetworks as {@code n3,ran/n6@net2}, or the JSON that Multus takes
     */
    public PodTemplate asking(String otherNetworks) {
        return new PodTemplate(labels, grace, takes, emptyDir, mirror, hostNetwork, otherNetworks);
    }
}

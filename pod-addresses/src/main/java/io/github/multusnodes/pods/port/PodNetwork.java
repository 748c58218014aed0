package io.github.multusnodes.pods.port;

import io.github.multusnodes.pods.plan.PodInterface;

import java.time.Duration;
import java.util.List;

/** The network namespace of the pod. */
public interface PodNetwork {

    /** Its interfaces but the loopback and the primary one, with their addresses. */
    List<PodInterface> interfaces();

    /** Returns when something about interfaces or addresses has changed, or after so long. */
    void awaitChange(Duration most);
}

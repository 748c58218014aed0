package io.github.multusnodes.pods.assign;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param interfaces until the pod has its interfaces
 * @param settling from then until EC2 and instance metadata show the addresses
 * @param givingBack at the end of a pod; within its grace period
 * @param lookingAgain from one look at instance metadata to the next, where nothing has changed
 */
public record Bounds(
        Duration interfaces, Duration settling, Duration givingBack, Duration lookingAgain) {

    /** What suits most pods. */
    public static Bounds usual() {
        return new Bounds(
                Duration.ofMinutes(1),
                Duration.ofMinutes(2),
                Duration.ofSeconds(20),
                Duration.ofSeconds(15));
    }
}

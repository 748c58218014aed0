package io.github.multusnodes.node;

import java.time.Instant;
import java.util.Map;

/**
 * An instance as EC2 shows it.
 *
 * @param zone its Availability Zone, by name
 * @param occupied the interface in each slot, whoever owns it
 * @param launched when it was launched, or last started
 */
public record Node(
        String instanceId,
        String instanceType,
        String zone,
        State state,
        Map<Slot, String> occupied,
        Instant launched) {

    /** What an instance's state means for its interfaces. */
    public enum State {
        /** Not up yet: interfaces can be created, an attach may still be refused. */
        STARTING,
        /** Running or stopped: interfaces can be attached. */
        PRESENT,
        /** Shutting down or terminated. */
        GOING
    }

    public Node {
        occupied = Map.copyOf(occupied);
    }
}

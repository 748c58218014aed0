package io.github.multusnodes.simulator.state.ec2;

import java.util.Map;
import java.util.Optional;

/** A CIDR reservation of a subnet. */
public record Reservation(
        String id,
        String subnetId,
        Block cidr,
        Type type,
        Optional<String> description,
        Map<String, String> tags) {

    /** What EC2 may take from a reservation by itself. */
    public enum Type {
        /** Whole prefixes. */
        PREFIX,
        /** Nothing. */
        EXPLICIT;

        /** Its name on the wire. */
        public String wireName() {
            return this == PREFIX ? "prefix" : "explicit";
        }
    }

    public Reservation {
        tags = Map.copyOf(tags);
    }

    Reservation withTags(Map<String, String> other) {
        return new Reservation(id, subnetId, cidr, type, description, other);
    }
}

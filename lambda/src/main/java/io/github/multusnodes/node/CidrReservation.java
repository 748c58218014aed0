package io.github.multusnodes.node;

import io.github.multusnodes.address.Cidr;

/** A CIDR reservation of a subnet. */
public record CidrReservation(String id, Cidr cidr, Type type) {

    /** What EC2 itself takes from a reservation. */
    public enum Type {
        /** Nothing: only who names an address gets it. */
        EXPLICIT,
        /** Prefixes. */
        PREFIX;

        @Override
        public String toString() {
            return this == EXPLICIT ? "explicit" : "prefix";
        }
    }

    @Override
    public String toString() {
        return cidr + " (" + id + ", " + type + ")";
    }
}

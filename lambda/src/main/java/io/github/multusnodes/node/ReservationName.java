package io.github.multusnodes.node;

import io.github.multusnodes.address.Cidr;

/** How settings name a CIDR reservation. */
public sealed interface ReservationName {

    /** By EC2's id, as {@code scr-0123456789abcdef0}. */
    record ById(String id) implements ReservationName {
        @Override
        public boolean names(CidrReservation reservation) {
            return reservation.id().equals(id);
        }

        @Override
        public boolean mustBeIn(Cidr block) {
            return false;
        }

        @Override
        public String toString() {
            return id;
        }
    }

    /** By its whole block. */
    record ByCidr(Cidr cidr) implements ReservationName {
        @Override
        public boolean names(CidrReservation reservation) {
            return reservation.cidr().equals(cidr);
        }

        @Override
        public boolean mustBeIn(Cidr block) {
            return block.overlaps(cidr);
        }

        @Override
        public String toString() {
            return cidr.toString();
        }
    }

    /** Whether it means this one. */
    boolean names(CidrReservation reservation);

    /** Whether it can mean no reservation of another subnet than the one with this block. */
    boolean mustBeIn(Cidr block);
}

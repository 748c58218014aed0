package io.github.multusnodes.reservation;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.node.CidrReservation;

/**
 * A CIDR reservation that a stack wants.
 *
 * @param description a text for people, given at birth: EC2 cannot change it later
 */
public record Wanted(String subnetId, Cidr cidr, CidrReservation.Type type, String description) {

    /** Whether a reservation is what is wanted, whoever made it. */
    public boolean isMetBy(Reservation reservation) {
        return subnetId.equals(reservation.subnetId())
                && cidr.equals(reservation.cidr())
                && type == reservation.type();
    }

    /** Whether EC2 allows only one of the two. */
    public boolean overlaps(Reservation reservation) {
        return subnetId.equals(reservation.subnetId()) && cidr.overlaps(reservation.cidr());
    }

    @Override
    public String toString() {
        return cidr + " (" + type + ") of " + subnetId;
    }
}

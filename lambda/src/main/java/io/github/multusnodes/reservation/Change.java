package io.github.multusnodes.reservation;

/** One change that brings a subnet's reservations closer to what is wanted. */
public sealed interface Change {

    /** Make a reservation with our claim. */
    record Create(Wanted wanted) implements Change {}

    /** Delete a reservation that only we have claimed. */
    record Delete(Reservation reservation) implements Change {}

    /** Say that we rely on a reservation that another stack has made. */
    record TakeClaim(Reservation reservation) implements Change {}

    /** Take our claim back: another stack relies on the reservation too. */
    record DropClaim(Reservation reservation) implements Change {}
}

package io.github.multusnodes.node;

import io.github.multusnodes.address.Cidr;

import java.util.List;

/** How an interface gets its address of one family. */
public sealed interface AddressMode {

    /** It gets none. */
    record None() implements AddressMode {}

    /**
     * EC2 chooses.
     *
     * @param exclude ranges for pods: only explicit CIDR reservations keep EC2 out of them
     */
    record Auto(List<Cidr> exclude) implements AddressMode {
        public Auto {
            exclude = List.copyOf(exclude);
        }
    }

    /** We choose, and EC2 only says whether the address is free. */
    sealed interface Chosen extends AddressMode {

        /** Ranges that are never taken. */
        List<Cidr> exclude();
    }

    /** The lowest address of the subnet that nobody holds and nobody has reserved. */
    record LowestFree(List<Cidr> exclude) implements Chosen {
        public LowestFree {
            exclude = List.copyOf(exclude);
        }
    }

    /**
     * The lowest free address of the first reservation that has one.
     *
     * @param reservations in the order in which they are used; those of other subnets do not count
     */
    record InReservations(List<ReservationName> reservations, List<Cidr> exclude)
            implements Chosen {
        public InReservations {
            reservations = List.copyOf(reservations);
            exclude = List.copyOf(exclude);
        }
    }
}

package io.github.multusnodes.infra.construct;

import java.util.List;

/** Which CIDR reservations the stack makes. */
public interface ReservationsProps extends FunctionProps {

    /** All of them. Default: none. */
    default List<SubnetReservation> reservations() {
        return List.of();
    }
}

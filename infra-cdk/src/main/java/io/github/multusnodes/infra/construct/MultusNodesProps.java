package io.github.multusnodes.infra.construct;

import java.util.List;

/** All of a node group: its nodes, its functions, its reservations, its alarms. */
public interface MultusNodesProps extends NodeGroupProps, HookFunctionsProps, ObservationProps {

    /** CIDR reservations that the stack makes. Default: none. */
    default List<SubnetReservation> reservations() {
        return List.of();
    }
}

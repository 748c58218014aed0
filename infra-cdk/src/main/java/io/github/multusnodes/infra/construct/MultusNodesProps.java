package io.github.multusnodes.infra.construct;

/** All of a node group: its nodes, its functions, its reservations, its alarms. */
public interface MultusNodesProps
        extends NodeGroupProps,
                HookFunctionsProps,
                ReservationsProps,
                PodAccessProps,
                ObservationProps {}

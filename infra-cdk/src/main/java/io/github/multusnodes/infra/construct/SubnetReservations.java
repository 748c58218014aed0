package io.github.multusnodes.infra.construct;

import software.amazon.awscdk.Duration;
import software.constructs.Construct;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The CIDR reservations of the networks' subnets. One resource holds them all: ranges may grow,
 * shrink, move and change their type in one deployment, which single resources cannot.
 */
public final class SubnetReservations extends Construct {

    /**
     * Makes {@link ReservationsProps#reservations}, at least one.
     *
     * @param functions of the node group: what may be done, and who hears that it failed
     */
    public SubnetReservations(
            Construct scope, String id, ReservationsProps props, HookFunctions functions) {
        super(scope, id);
        HandlerFunction function =
                new HandlerFunction(
                        this,
                        "Reserve",
                        props,
                        new HandlerFunction.Kind(
                                "reserve",
                                "ReservationHandler",
                                "Makes the subnets' CIDR reservations as the stack wants them",
                                props.code().launch(),
                                props.memoryMiB(),
                                900,
                                0,
                                Map.of(),
                                functions.permissions().reservations()),
                        functions.queues().failed());
        function.answerFor(
                this,
                "Reservations",
                "Custom::MultusNodesReservations",
                Duration.hours(1),
                Map.of(
                        "NodeGroup",
                        props.nodeGroupName(),
                        "Reservations",
                        props.reservations().stream().map(SubnetReservations::property).toList()));
    }

    private static Map<String, String> property(SubnetReservation reservation) {
        Map<String, String> property = new LinkedHashMap<>();
        property.put("SubnetId", reservation.subnetId());
        property.put("Cidr", reservation.cidr());
        property.put("Type", reservation.type());
        if (!reservation.description().isEmpty()) {
            property.put("Description", reservation.description());
        }
        return property;
    }
}

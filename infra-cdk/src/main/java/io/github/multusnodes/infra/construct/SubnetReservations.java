package io.github.multusnodes.infra.construct;

import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The CIDR reservations of the networks' subnets. One resource holds them all: ranges may grow,
 * shrink, move and change their type in one deployment, which single resources cannot.
 */
final class SubnetReservations extends Construct {

    SubnetReservations(
            Construct scope,
            String id,
            FunctionProps props,
            List<SubnetReservation> wanted,
            List<PolicyStatement> permissions,
            IQueue failures) {
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
                                permissions),
                        failures);
        CustomResource reservations =
                CustomResource.Builder.create(this, "Reservations")
                        .resourceType("Custom::MultusNodesReservations")
                        .serviceToken(function.alias().getFunctionArn())
                        .serviceTimeout(Duration.hours(1))
                        .properties(
                                Map.of(
                                        "NodeGroup",
                                        props.nodeGroupName(),
                                        "Reservations",
                                        wanted.stream().map(SubnetReservations::property).toList()))
                        .build();
        reservations.getNode().addDependency(function);
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

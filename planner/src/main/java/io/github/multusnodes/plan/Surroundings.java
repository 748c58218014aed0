package io.github.multusnodes.plan;

import io.github.multusnodes.node.CidrReservation;
import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.InterfaceLimits;
import io.github.multusnodes.node.Subnet;
import io.github.multusnodes.port.NetworkInterfaces;
import io.github.multusnodes.port.Subnets;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is there already.
 *
 * @param subnets those of the settings that exist, by id
 * @param interfaces all interfaces in them
 * @param reservations their CIDR reservations, by subnet id
 * @param types the limits of the instance types that nodes may have
 * @param doubts what could not be found out
 * @param absent what it means that a subnet is not there, and what to do
 */
record Surroundings(
        Map<String, Subnet> subnets,
        List<Eni> interfaces,
        Map<String, List<CidrReservation>> reservations,
        List<InterfaceLimits> types,
        List<Finding> doubts,
        String absent) {

    Surroundings {
        subnets = Map.copyOf(subnets);
        interfaces = List.copyOf(interfaces);
        reservations = Map.copyOf(reservations);
        types = List.copyOf(types);
        doubts = List.copyOf(doubts);
    }

    /** Reads them, and only reads. */
    static Surroundings read(
            Subnets subnets,
            NetworkInterfaces interfaces,
            Collection<String> subnetIds,
            List<InterfaceLimits> types) {
        Map<String, Subnet> found =
                subnets.find(subnetIds).stream()
                        .collect(Collectors.toMap(Subnet::id, Function.identity()));
        Map<String, List<CidrReservation>> reservations = new HashMap<>();
        found.keySet().forEach(id -> reservations.put(id, subnets.reservations(id)));
        return new Surroundings(
                found,
                found.isEmpty() ? List.of() : interfaces.inSubnets(found.keySet()),
                reservations,
                types,
                List.of(),
                "does not exist here. Name one of this account and Region, or remove it.");
    }
}

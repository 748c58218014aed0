package io.github.multusnodes.plan;

import io.github.multusnodes.node.CidrReservation;
import io.github.multusnodes.node.Eni;
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
 */
record Surroundings(
        Map<String, Subnet> subnets,
        List<Eni> interfaces,
        Map<String, List<CidrReservation>> reservations) {

    Surroundings {
        subnets = Map.copyOf(subnets);
        interfaces = List.copyOf(interfaces);
        reservations = Map.copyOf(reservations);
    }

    /** Reads them, and only reads. */
    static Surroundings read(
            Subnets subnets, NetworkInterfaces interfaces, Collection<String> subnetIds) {
        Map<String, Subnet> found =
                subnets.find(subnetIds).stream()
                        .collect(Collectors.toMap(Subnet::id, Function.identity()));
        Map<String, List<CidrReservation>> reservations = new HashMap<>();
        found.keySet().forEach(id -> reservations.put(id, subnets.reservations(id)));
        return new Surroundings(
                found,
                found.isEmpty() ? List.of() : interfaces.inSubnets(found.keySet()),
                reservations);
    }
}

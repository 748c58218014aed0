package io.github.multusnodes.simulator.cli;

import io.github.multusnodes.simulator.report.Block;
import io.github.multusnodes.simulator.report.SubnetMap;
import io.github.multusnodes.simulator.report.Use;
import io.github.multusnodes.simulator.state.ec2.Ip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds the addresses that the function's interfaces have against the mode they came from. */
final class AddressCheck {

    private final Demo demo;
    private final Inventory inventory;
    private final Maps maps;
    private final int gaps;

    /**
     * @param gaps how many of the lowest free addresses of a subnet may be unused, for nodes left
     */
    AddressCheck(Demo demo, Inventory inventory, Maps maps, int gaps) {
        this.gaps = gaps;
        this.demo = demo;
        this.inventory = inventory;
        this.maps = maps;
    }

    /** What is wrong with the addresses of one family in a network's subnet, if anything. */
    Optional<String> problem(Demo.Subnet subnet, Block block) {
        List<Ip> taken =
                inventory.in(subnet).stream()
                        .filter(inventory.made()::contains)
                        .flatMap(eni -> Inventory.addresses(eni).stream())
                        .filter(block::contains)
                        .sorted()
                        .toList();
        SubnetMap before = maps.before(subnet, block);
        if (demo.plan().addressing().isEc2s(block.v6())) {
            return kept(subnet, before, taken);
        }
        return demo.plan().addressing().isReserved(subnet.network(), block.v6())
                ? unexpected(
                        subnet, block, taken, inReservations(subnet, block, taken.size() + gaps))
                : unexpected(subnet, block, taken, before.lowestFree(taken.size() + gaps));
    }

    /** What EC2 may not choose by itself. */
    private Optional<String> kept(Demo.Subnet subnet, SubnetMap before, List<Ip> taken) {
        List<String> wrong =
                taken.stream()
                        .filter(address -> before.use(address) != Use.FREE)
                        .map(Ip::toString)
                        .toList();
        return wrong.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "%s: %s taken, though kept from EC2's choice: %s"
                                .formatted(
                                        place(subnet),
                                        String.join(", ", wrong),
                                        inventory.reservations().get(subnet.id())));
    }

    private Optional<String> unexpected(
            Demo.Subnet subnet, Block block, List<Ip> taken, List<String> expected) {
        List<String> wrong =
                taken.stream()
                        .map(Ip::toString)
                        .filter(address -> !expected.contains(address))
                        .toList();
        return wrong.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "%s: %s taken, though the lowest free ones%s are %s"
                                .formatted(
                                        place(subnet),
                                        String.join(", ", wrong),
                                        demo.plan()
                                                        .addressing()
                                                        .isReserved(subnet.network(), block.v6())
                                                ? " of its reservations"
                                                : "",
                                        String.join(", ", expected)));
    }

    /** The lowest of the first reservation, then those of the next, that nobody else holds. */
    private List<String> inReservations(Demo.Subnet subnet, Block block, int many) {
        List<Ip> others =
                inventory.in(subnet).stream()
                        .filter(eni -> !inventory.made().contains(eni))
                        .flatMap(eni -> Inventory.addresses(eni).stream())
                        .toList();
        List<String> found = new ArrayList<>();
        for (Block reservation : demo.plan().reservations(subnet, block)) {
            for (Ip address = reservation.first();
                    reservation.contains(address) && found.size() < many;
                    address = address.plus(1)) {
                if (!others.contains(address)) {
                    found.add(address.toString());
                }
            }
        }
        return found;
    }

    private String place(Demo.Subnet subnet) {
        return demo.plan().networkNames().get(subnet.network()) + " in " + subnet.zone();
    }
}

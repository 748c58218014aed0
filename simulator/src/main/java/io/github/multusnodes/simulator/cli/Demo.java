package io.github.multusnodes.simulator.cli;

import io.github.multusnodes.simulator.report.Block;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What was set up for a run.
 *
 * @param all the subnets: the nodes' own, then the networks'
 * @param reservationIds the ids of the CIDR reservations, by block
 */
record Demo(
        DemoPlan plan,
        String vpcId,
        String securityGroup,
        String launchTemplate,
        List<Subnet> all,
        Map<Block, String> reservationIds) {

    /** Stands for the network of the nodes' own subnets. */
    static final int NODES = -1;

    /**
     * A subnet.
     *
     * @param network its network, counted from 0; {@link #NODES} for the nodes' own
     * @param blocks its block of each family that it has, IPv4 first
     */
    record Subnet(String id, int network, String zone, List<Block> blocks) {

        Subnet {
            blocks = List.copyOf(blocks);
        }

        /** Its block of a family, if it has one. */
        Stream<Block> block(boolean v6) {
            return blocks.stream().filter(each -> each.v6() == v6);
        }
    }

    Demo {
        all = List.copyOf(all);
        reservationIds = Map.copyOf(reservationIds);
    }

    /** The nodes' own, one per zone. */
    List<Subnet> nodeSubnets() {
        return all.stream().filter(each -> each.network() == NODES).toList();
    }

    /** The networks'. */
    List<Subnet> subnets() {
        return all.stream().filter(each -> each.network() != NODES).toList();
    }

    /** The function's {@code MULTUS_NETWORKS}. */
    String networksJson() {
        return plan.networksJson(
                (network, zone) -> subnet(network, plan.zoneNames().get(zone)),
                securityGroup,
                plan.addressing() == Addressing.RESERVATION_BY_ID ? this::idOf : Block::toString);
    }

    private String idOf(Block reservation) {
        return Objects.requireNonNull(reservationIds.get(reservation), reservation::toString);
    }

    Subnet subnet(int network, String zone) {
        return all.stream()
                .filter(each -> each.network() == network && each.zone().equals(zone))
                .findFirst()
                .orElseThrow();
    }
}

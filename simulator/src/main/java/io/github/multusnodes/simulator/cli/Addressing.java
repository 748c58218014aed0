package io.github.multusnodes.simulator.cli;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;

import io.github.multusnodes.simulator.report.Block;

import java.util.List;
import java.util.function.Function;

/** How the networks of a local run get their addresses; networks and zones count from 0. */
enum Addressing {
    /** Every network takes the lowest free address below the pods' range. */
    LOWEST_FREE("the addresses in the %s were the lowest free ones", Choice.LOWEST, Choice.NONE),

    /** The first network takes its addresses from reservations, the others the lowest free ones. */
    RESERVATION(
            "in the %s each address is the lowest free one, net1's in its CIDR reservations in"
                    + " their order",
            Choice.RESERVED, Choice.NONE),

    /** The same, and the settings name the reservations by their ids. */
    RESERVATION_BY_ID(
            "in the %s each address is the lowest free one, net1's in the CIDR reservations that"
                    + " it names by id",
            Choice.RESERVED, Choice.NONE),

    /** EC2 chooses, and explicit reservations keep it out of the pods' ranges. */
    AUTO(
            "EC2 chose the addresses in the %s, none of them in the pods' range, which is reserved",
            Choice.EC2, Choice.NONE),

    /** The lowest free address of both families. */
    DUAL_STACK(
            "the IPv4 and IPv6 addresses in the %s are the lowest free ones",
            Choice.LOWEST, Choice.LOWEST),

    /** The lowest free IPv6 address, in subnets that have nothing else. */
    IPV6_ONLY(
            "the IPv6 addresses in the %s are the lowest free ones, and there is no IPv4",
            Choice.NONE, Choice.LOWEST),

    /** The first network's IPv6 addresses come from reservations. */
    IPV6_RESERVATION(
            "in the %s each address is the lowest free one, net1's IPv6 ones in its CIDR"
                    + " reservations in their order",
            Choice.LOWEST, Choice.RESERVED),

    /** EC2 chooses the IPv6 address. */
    IPV6_AUTO(
            "in the %s the IPv4 addresses are the lowest free ones and EC2 chose the IPv6 ones,"
                    + " none of them in the pods' range, which is reserved",
            Choice.LOWEST, Choice.EC2),

    /** Each interface gets prefixes for pods, of IPv4 in every other network, else of IPv6. */
    POD_PREFIXES(
            "the addresses in the %s are the lowest free ones; each interface has the prefixes"
                    + " that its network delegates, all different, the lowest of the pods' range",
            Choice.LOWEST, Choice.LOWEST);

    /** Who chooses an address, and from what. */
    private enum Choice {
        NONE("none"),
        LOWEST("lowest-free"),
        RESERVED("reservation"),
        EC2("auto");

        private final String mode;

        Choice(String mode) {
            this.mode = mode;
        }
    }

    private static final int FIRST_PLACES = 4;

    private final String checked;
    private final Choice ipv4;
    private final Choice ipv6;

    Addressing(String checked, Choice ipv4, Choice ipv6) {
        this.checked = checked;
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
    }

    /** What was checked about addresses, with a place for the subnets. */
    String checked() {
        return checked;
    }

    /** Whether subnets have an IPv4 block and interfaces an IPv4 address. */
    boolean hasIpv4() {
        return ipv4 != Choice.NONE;
    }

    /** Whether subnets have an IPv6 block and interfaces an IPv6 address. */
    boolean hasIpv6() {
        return ipv6 != Choice.NONE;
    }

    /** Whether the network takes its addresses of a family from reservations, in their order. */
    boolean isReserved(int network, boolean v6) {
        return network == 0 && choice(v6) == Choice.RESERVED;
    }

    /** Whether EC2 chooses the addresses of a family. */
    boolean isEc2s(boolean v6) {
        return choice(v6) == Choice.EC2;
    }

    /** How many prefixes of a family are delegated to each interface of a network. */
    int prefixes(int network, boolean v6) {
        if (this != POD_PREFIXES || v6 != (network % 2 == 1)) {
            return 0;
        }
        return v6 ? 1 : 2;
    }

    /** The explicit reservations in a block of a network's subnet; every other zone has two. */
    List<Block> reservations(Block subnet, int network, int zone) {
        int bits = subnet.v6() ? 128 : 32;
        if (isReserved(network, subnet.v6())) {
            Block large = subnet.part(32, bits - 5);
            return zone % 2 == 0 ? List.of(large) : List.of(subnet.part(64, bits - 1), large);
        }
        if (isEc2s(subnet.v6())) {
            return List.of(subnet.upperHalf());
        }
        boolean small = network == 0 && !(ipv4 == Choice.RESERVED && !subnet.v6());
        return small ? List.of(subnet.part(FIRST_PLACES, bits - 2)) : List.of();
    }

    /** The reservations for prefixes; in every other zone the settings name a range instead. */
    List<Block> prefixReservations(Block subnet, int network, int zone) {
        return zone % 2 == 0 ? prefixRange(subnet, network) : List.of();
    }

    /** How the network is told to get its address of one family; without blocks it has none. */
    JsonObject mode(
            DemoPlan plan, int network, List<Block> blocks, Function<Block, String> nameOf) {
        if (blocks.isEmpty()) {
            return Json.object().add("mode", Choice.NONE.mode);
        }
        boolean v6 = blocks.getFirst().v6();
        JsonArray named = new JsonArray();
        if (isReserved(network, v6)) {
            for (int zone = 0; zone < blocks.size(); zone++) {
                reservations(blocks.get(zone), network, zone)
                        .forEach(block -> named.add(nameOf.apply(block)));
            }
            return Json.object().add("mode", choice(v6).mode).add("reservation", named);
        }
        Choice choice = choice(v6) == Choice.RESERVED ? Choice.LOWEST : choice(v6);
        blocks.forEach(block -> named.add(plan.pods(block).toString()));
        return Json.object().add("mode", choice.mode).add("exclude", named);
    }

    /** What the network is told to delegate of one family; empty if nothing. */
    JsonObject podPrefixes(int network, List<Block> blocks) {
        JsonObject json = new JsonObject();
        boolean v6 = blocks.stream().anyMatch(Block::v6);
        if (!blocks.isEmpty() && prefixes(network, v6) > 0) {
            json.add(v6 ? "ipv6" : "ipv4", prefixes(network, v6));
            JsonArray ranges = new JsonArray();
            for (int zone = 1; zone < blocks.size(); zone += 2) {
                prefixRange(blocks.get(zone), network)
                        .forEach(range -> ranges.add(range.toString()));
            }
            if (!ranges.isEmpty()) {
                json.add(v6 ? "ipv6Range" : "ipv4Range", ranges);
            }
        }
        return json;
    }

    /** Where in the first subnet somebody else's interface is: in the nodes' way. */
    long foreignOffset(boolean v6) {
        return choice(v6) == Choice.RESERVED ? 33 : 8;
    }

    /** Where the prefixes of a network's subnet come from; nowhere if it has none. */
    List<Block> prefixRange(Block subnet, int network) {
        return prefixes(network, subnet.v6()) > 0 ? List.of(subnet.upperHalf()) : List.of();
    }

    private Choice choice(boolean v6) {
        return v6 ? ipv6 : ipv4;
    }
}

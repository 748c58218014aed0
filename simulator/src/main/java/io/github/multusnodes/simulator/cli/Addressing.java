package io.github.multusnodes.simulator.cli;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;

import io.github.multusnodes.simulator.report.Block;

import java.util.List;

/** How the networks of a local run get their addresses; networks and zones count from 0. */
enum Addressing {
    /** Every network takes the lowest free address below the pods' range. */
    LOWEST_FREE("the addresses in the %s were the lowest free ones"),

    /** The first network takes its addresses from reservations, the others the lowest free ones. */
    RESERVATION(
            "in the %s each address is the lowest free one, net1's in its CIDR reservations in"
                    + " their order") {
        @Override
        boolean isReserved(int network) {
            return network == 0;
        }

        // In every other zone a small reservation comes before the large one.
        @Override
        List<Block> reservations(Block subnet, int network, int zone) {
            if (!isReserved(network)) {
                return List.of();
            }
            Block large = subnet.part(32, 27);
            return zone % 2 == 0 ? List.of(large) : List.of(subnet.part(64, 31), large);
        }

        @Override
        JsonObject ipv4(DemoPlan plan, int network, List<Demo.Subnet> subnets) {
            if (!isReserved(network)) {
                return super.ipv4(plan, network, subnets);
            }
            JsonArray names = new JsonArray();
            for (int zone = 0; zone < subnets.size(); zone++) {
                int its = zone;
                subnets.get(zone)
                        .block(false)
                        .flatMap(block -> reservations(block, network, its).stream())
                        .forEach(block -> names.add(block.toString()));
            }
            return Json.object().add("mode", "reservation").add("reservation", names);
        }

        @Override
        long foreignOffset() {
            return 33;
        }
    },

    /** EC2 chooses, and explicit reservations keep it out of the pods' ranges. */
    AUTO("EC2 chose the addresses in the %s, none of them in the pods' range, which is reserved") {
        @Override
        List<Block> reservations(Block subnet, int network, int zone) {
            return List.of(subnet.upperHalf());
        }

        @Override
        String mode() {
            return "auto";
        }
    },

    /** The lowest free address of both families. */
    DUAL_STACK("the IPv4 and IPv6 addresses in the %s are the lowest free ones") {
        @Override
        boolean hasIpv6() {
            return true;
        }
    },

    /** The lowest free IPv6 address, in subnets that have nothing else. */
    IPV6_ONLY("the IPv6 addresses in the %s are the lowest free ones, and there is no IPv4") {
        @Override
        boolean hasIpv4() {
            return false;
        }

        @Override
        boolean hasIpv6() {
            return true;
        }

        @Override
        JsonObject ipv4(DemoPlan plan, int network, List<Demo.Subnet> subnets) {
            return Json.object().add("mode", "none");
        }
    };

    private static final int FIRST_PLACES = 4;

    private final String checked;

    Addressing(String checked) {
        this.checked = checked;
    }

    /** What was checked about addresses, with a place for the subnets. */
    String checked() {
        return checked;
    }

    /** Whether subnets have an IPv4 block and interfaces an IPv4 address. */
    boolean hasIpv4() {
        return true;
    }

    /** Whether subnets have an IPv6 block and interfaces an IPv6 address. */
    boolean hasIpv6() {
        return false;
    }

    /** Whether the network takes its addresses from its reservations, in their order. */
    boolean isReserved(int network) {
        return false;
    }

    /** The explicit reservations in a subnet, for each family. */
    List<Block> reservations(Block subnet, int network, int zone) {
        return network == 0
                ? List.of(subnet.part(FIRST_PLACES, subnet.v6() ? 126 : 30))
                : List.of();
    }

    /** How the network is told to get its IPv4 address. */
    JsonObject ipv4(DemoPlan plan, int network, List<Demo.Subnet> subnets) {
        return excluding(plan, subnets.stream().flatMap(each -> each.block(false)).toList());
    }

    /** How the network is told to get its IPv6 address; only where there is one. */
    JsonObject ipv6(DemoPlan plan, List<Demo.Subnet> subnets) {
        return excluding(plan, subnets.stream().flatMap(each -> each.block(true)).toList());
    }

    /** Where in the first subnet somebody else's interface is: in the nodes' way. */
    long foreignOffset() {
        return 8;
    }

    /** The mode where nothing is reserved for nodes. */
    String mode() {
        return "lowest-free";
    }

    private JsonObject excluding(DemoPlan plan, List<Block> blocks) {
        JsonArray pods = new JsonArray();
        blocks.forEach(block -> pods.add(plan.pods(block).toString()));
        return Json.object().add("mode", mode()).add("exclude", pods);
    }
}

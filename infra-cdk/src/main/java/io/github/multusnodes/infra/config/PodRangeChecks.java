package io.github.multusnodes.infra.config;

import io.github.multusnodes.address.AddressRange;
import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.infra.config.NetworkPlaces.Place;
import io.github.multusnodes.reading.Violations;

import java.util.List;

/**
 * Checks that a pod can have any address of its range: that no node takes it, and EC2 does not keep
 * it. Nodes with the modes lowest-free and auto keep out by themselves: the one is told to, the
 * other finds the range reserved.
 *
 * @param path of the zone
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html">Subnet CIDR
 *     blocks: reserved addresses</a>
 */
record PodRangeChecks(String path, Place place, Violations violations) {

    /** Network, router, DNS, and one for later. */
    private static final int KEPT_AT_THE_START = 4;

    void check(List<Cidr> nodeRanges, String network) {
        for (int i = 0; i < place.pods().size(); i++) {
            Cidr range = place.pods().get(i);
            String where = path + PlaceChecks.whereIs(i, place);
            place.blocks().stream()
                    .filter(block -> block.contains(range))
                    .forEach(block -> kept(where, range, block));
            nodeRanges.stream()
                    .filter(range::overlaps)
                    .forEach(nodes -> nodes(where, range, nodes, network));
        }
    }

    /** The last address of all is left out of what pods get: no block could end before it. */
    private void kept(String where, Cidr range, Cidr block) {
        AddressRange kept =
                new AddressRange(block.first(), block.first().plus(KEPT_AT_THE_START - 1));
        boolean onlyTheLast = range.first().equals(block.last());
        if (kept.contains(range.first()) || onlyTheLast) {
            violations.add(
                    where,
                    range.toString(),
                    "a block without the addresses that EC2 keeps: the first four of "
                            + block
                            + ", and the last",
                    "Move it up to the middle of the subnet.");
        }
    }

    private void nodes(String where, Cidr range, Cidr nodes, String network) {
        violations.add(
                where,
                range.toString(),
                "a block that no node takes from",
                "It meets %s, where nodes have their addresses by %s; shrink or move one of them."
                        .formatted(nodes, network));
    }
}

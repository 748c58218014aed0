package io.github.multusnodes.simulator.report;

import io.github.multusnodes.simulator.state.ec2.Ip;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A subnet and what its addresses are used for.
 *
 * @param title what the subnet is for
 * @param subnetId its id
 * @param zone its Availability Zone
 * @param block its addresses
 * @param marks what is known about them; the rest is free
 */
public record SubnetMap(String title, String subnetId, String zone, Block block, List<Mark> marks) {

    private static final int WIDEST_ROW = 64;

    /** Of an IPv6 subnet a row is shown: 2 to the power of this. */
    private static final int LOWEST_BITS = 6;

    /**
     * A part of a subnet.
     *
     * @param label who or what uses it, for people
     */
    public record Mark(Block block, Use use, String label) {}

    /**
     * A row of a drawn map.
     *
     * @param first its first address
     * @param again how many rows after it look the same
     */
    public record Row(Ip first, List<Use> uses, int again) {}

    public SubnetMap {
        marks = List.copyOf(marks);
    }

    /** What an address is used for: the strongest of the marks on it. */
    public Use use(Ip address) {
        Use strongest = isEc2s(address) ? Use.EC2 : Use.FREE;
        for (Mark mark : marks) {
            if (mark.block().contains(address) && mark.use().compareTo(strongest) > 0) {
                strongest = mark.use();
            }
        }
        return strongest;
    }

    /** The addresses that are shown: all of an IPv4 subnet, the lowest of an IPv6 one. */
    public Block shown() {
        return block.v6() ? block.part(0, 128 - LOWEST_BITS) : block;
    }

    /** How much of it is free, for people. */
    public String room() {
        String free = count(Use.FREE) + " free";
        return block.v6() ? "its lowest %d addresses: %s".formatted(shown().size(), free) : free;
    }

    /** How many of the addresses that are shown are used so. */
    public long count(Use use) {
        return Arrays.stream(uses()).filter(each -> each == use).count();
    }

    /** What addresses of these subnets are used for, the strongest use first. */
    static List<Use> legend(List<SubnetMap> subnets) {
        return subnets.stream()
                .flatMap(subnet -> Arrays.stream(subnet.uses()))
                .distinct()
                .sorted(Collections.reverseOrder())
                .toList();
    }

    /** The lowest free addresses. */
    public List<String> lowestFree(int many) {
        List<String> found = new ArrayList<>();
        for (Ip address = block.first();
                block.contains(address) && found.size() < many;
                address = address.plus(1)) {
            if (use(address) == Use.FREE) {
                found.add(address.toString());
            }
        }
        return found;
    }

    /** The map in rows of up to 64 addresses; rows that look like the one before are counted. */
    public List<Row> rows() {
        Use[] uses = uses();
        int width = Math.min(WIDEST_ROW, uses.length);
        List<Row> rows = new ArrayList<>();
        for (int start = 0; start < uses.length; start += width) {
            List<Use> cells = List.of(Arrays.copyOfRange(uses, start, start + width));
            if (!rows.isEmpty() && rows.getLast().uses().equals(cells)) {
                Row same = rows.removeLast();
                rows.add(new Row(same.first(), cells, same.again() + 1));
            } else {
                rows.add(new Row(block.first().plus(start), cells, 0));
            }
        }
        return rows;
    }

    /** The label of the strongest mark on an address; the use's own where there is no mark. */
    public String labelOf(Ip address) {
        Use use = use(address);
        return marks.stream()
                .filter(mark -> mark.use() == use && mark.block().contains(address))
                .map(Mark::label)
                .findFirst()
                .orElse(use.label());
    }

    /** The first four addresses and the last ("Subnet sizing", Amazon VPC User Guide). */
    private boolean isEc2s(Ip address) {
        return address.compareTo(block.first().plus(4)) < 0 || address.equals(block.last());
    }

    private Use[] uses() {
        Use[] uses = new Use[shown().size().intValueExact()];
        for (int offset = 0; offset < uses.length; offset++) {
            uses[offset] = use(block.first().plus(offset));
        }
        return uses;
    }
}

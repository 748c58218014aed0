package io.github.multusnodes.simulator.report;

import io.github.multusnodes.simulator.state.ec2.Ip;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A subnet and what its addresses are used for. Of an IPv6 subnet all is known too: what looks the
 * same is never counted one by one.
 *
 * @param title what the subnet is for
 * @param subnetId its id
 * @param zone its Availability Zone
 * @param block its addresses
 * @param marks what is known about them; the rest is free
 */
public record SubnetMap(String title, String subnetId, String zone, Block block, List<Mark> marks) {

    private static final int WIDEST_ROW = 64;

    /** So many addresses EC2 keeps at the start. */
    private static final int EC2S = 4;

    /** More rows than this are told by where they end. */
    private static final BigInteger MOST_COUNTED = BigInteger.valueOf(10_000);

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
    public record Row(Ip first, List<Use> uses, BigInteger again) {

        /** What to say of the rows that look the same; empty if there are none. */
        String others() {
            if (again.signum() == 0) {
                return "";
            }
            if (again.compareTo(MOST_COUNTED) > 0) {
                return "(like this up to %s)".formatted(last());
            }
            return again.equals(BigInteger.ONE)
                    ? "(1 more row like this)"
                    : "(%d more rows like this)".formatted(again);
        }

        private Ip last() {
            return first.plus(size()).plus(-1);
        }

        private BigInteger size() {
            return again.add(BigInteger.ONE).multiply(BigInteger.valueOf(uses.size()));
        }

        private BigInteger count(Use use) {
            long here = uses.stream().filter(each -> each == use).count();
            return again.add(BigInteger.ONE).multiply(BigInteger.valueOf(here));
        }

        /** This row with others that follow it and look the same. */
        private Row and(Row more) {
            return new Row(first, uses, again.add(more.again).add(BigInteger.ONE));
        }
    }

    public SubnetMap {
        marks = List.copyOf(marks);
    }

    /** What an address is used for: the strongest of the marks on it. */
    public Use use(Ip address) {
        return use(address, marks);
    }

    /** How much of it is free, for people. */
    public String room() {
        BigInteger free = count(Use.FREE);
        return free.bitLength() <= Integer.SIZE
                ? free + " free"
                : "about 2^%d free"
                        .formatted(Math.round(Math.log(free.doubleValue()) / Math.log(2)));
    }

    /** How many of its addresses are used so. */
    public BigInteger count(Use use) {
        return rows().stream().map(row -> row.count(use)).reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** What addresses of these subnets are used for, the strongest use first. */
    static List<Use> legend(List<SubnetMap> subnets) {
        return subnets.stream()
                .flatMap(subnet -> subnet.rows().stream())
                .flatMap(row -> row.uses().stream())
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

    /**
     * The map in rows of up to 64 addresses; rows that look like the one before are counted. Costs
     * as much as there are marks, however large the subnet is.
     */
    public List<Row> rows() {
        int width = block.size().min(BigInteger.valueOf(WIDEST_ROW)).intValueExact();
        List<Row> rows = new ArrayList<>();
        Iterator<Ip> starts = starts(width).iterator();
        Ip start = starts.next();
        while (start.compareTo(block.last()) <= 0) {
            Ip next = starts.hasNext() ? starts.next() : block.last().plus(1);
            Row row = row(start, next, width);
            if (!rows.isEmpty() && rows.getLast().uses().equals(row.uses())) {
                row = rows.removeLast().and(row);
            }
            rows.add(row);
            start = next;
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

    /** Where rows begin that may differ from the one before. */
    private SortedSet<Ip> starts(int width) {
        BigInteger wide = BigInteger.valueOf(width);
        SortedSet<Ip> starts = new TreeSet<>();
        Stream.concat(
                        Stream.of(block.first(), block.first().plus(EC2S), block.last()),
                        marks.stream()
                                .map(Mark::block)
                                .flatMap(its -> Stream.of(its.first(), its.last().plus(1))))
                .filter(block::contains)
                .map(change -> change.value().subtract(block.first().value()).divide(wide))
                .map(row -> block.first().plus(row.multiply(wide)))
                .forEach(
                        start -> {
                            starts.add(start);
                            starts.add(start.plus(width));
                        });
        return starts;
    }

    /** A row and those up to the next start, which look the same. */
    private Row row(Ip first, Ip next, int width) {
        Ip last = first.plus(width - 1L);
        List<Mark> near =
                marks.stream()
                        .filter(mark -> mark.block().first().compareTo(last) <= 0)
                        .filter(mark -> mark.block().last().compareTo(first) >= 0)
                        .toList();
        List<Use> uses =
                IntStream.range(0, width).mapToObj(at -> use(first.plus(at), near)).toList();
        BigInteger rows = next.value().subtract(first.value()).divide(BigInteger.valueOf(width));
        return new Row(first, uses, rows.subtract(BigInteger.ONE));
    }

    private Use use(Ip address, List<Mark> near) {
        Set<Use> uses = EnumSet.of(isEc2s(address) ? Use.EC2 : Use.FREE);
        near.stream()
                .filter(mark -> mark.block().contains(address))
                .forEach(mark -> uses.add(mark.use()));
        if (uses.contains(Use.PODS) && uses.contains(Use.CIDR_RESERVATION)) {
            uses.add(Use.RESERVED_PODS);
        }
        return Collections.max(uses);
    }

    /** The first four addresses and the last ("Subnet sizing", Amazon VPC User Guide). */
    private boolean isEc2s(Ip address) {
        return address.compareTo(block.first().plus(EC2S)) < 0 || address.equals(block.last());
    }
}

package io.github.multusnodes.infra.kubernetes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What whereabouts may give to pods out of one block of a subnet: from the first to the last
 * address of the pods' ranges, less what lies between them. It takes one address of each of its
 * ranges, so several ranges of a family have to be one with exclusions.
 *
 * @param block the subnet's, whose length is the mask of the pods' addresses
 * @param pods ranges inside of it, at least one
 * @see <a href="https://github.com/k8snetworkplumbingwg/whereabouts/blob/v0.9.4/README.md">
 *     whereabouts: parameters</a>
 */
record PodAddresses(Cidr block, List<Cidr> pods) {

    PodAddresses {
        pods = pods.stream().sorted(Comparator.comparing(Cidr::first)).toList();
    }

    Ip first() {
        return pods.getFirst().first();
    }

    /** EC2 keeps the last address of a subnet. */
    Ip last() {
        Ip last = pods.getLast().last();
        return last.equals(block.last()) ? last.plus(-1) : last;
    }

    List<Cidr> exclusions() {
        List<Cidr> exclusions = new ArrayList<>();
        for (int i = 1; i < pods.size(); i++) {
            Ip from = pods.get(i - 1).last().plus(1);
            Ip below = pods.get(i).first();
            while (from.compareTo(below) < 0) {
                Cidr next = largest(from, below);
                exclusions.add(next);
                from = next.last().plus(1);
            }
        }
        return exclusions;
    }

    /** The largest block that starts there and ends below the other address. */
    private static Cidr largest(Ip from, Ip below) {
        BigInteger left = below.value().subtract(from.value());
        int hostBits = Math.min(from.value().getLowestSetBit(), left.bitLength() - 1);
        return new Cidr(from, from.family().bits() - hostBits);
    }

    ObjectNode range() {
        ObjectNode range = JsonNodeFactory.instance.objectNode();
        range.put("range", block.toString())
                .put("range_start", first().toString())
                .put("range_end", last().toString());
        if (!exclusions().isEmpty()) {
            exclusions().forEach(its -> range.withArray("exclude").add(its.toString()));
        }
        return range;
    }

    /** Of the two families, IPv4 has its router at a place that is known: the second address. */
    static Ip gateway(Cidr block) {
        if (block.family() != Family.IPV4) {
            throw new IllegalArgumentException(block + " is of IPv6: its router tells of itself");
        }
        return block.first().plus(1);
    }
}

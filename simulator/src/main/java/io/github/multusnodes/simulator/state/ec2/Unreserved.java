package io.github.multusnodes.simulator.state.ec2;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The addresses between two others that lie in none of some blocks, by their place. Its cost
 * follows the number of blocks, so that what is left of an IPv6 subnet is found too.
 */
final class Unreserved {

    private record Stretch(Ip first, BigInteger size) {}

    private final List<Stretch> stretches = new ArrayList<>();
    private BigInteger size = BigInteger.ZERO;

    /**
     * @param reserved blocks of the same family that do not overlap
     */
    Unreserved(Ip first, Ip last, List<Block> reserved) {
        Ip next = first;
        for (Block block : reserved.stream().sorted(Comparator.comparing(Block::first)).toList()) {
            add(next, block.first());
            next = max(next, block.last().plus(1));
        }
        add(next, last.plus(1));
    }

    /** How many there are. */
    BigInteger size() {
        return size;
    }

    /**
     * One of them.
     *
     * @param place counted from 0, below the size
     */
    Ip at(BigInteger place) {
        BigInteger left = place;
        for (Stretch stretch : stretches) {
            if (left.compareTo(stretch.size()) < 0) {
                return stretch.first().plus(left);
            }
            left = left.subtract(stretch.size());
        }
        throw new IllegalArgumentException(place + " is not below " + size);
    }

    private void add(Ip from, Ip end) {
        BigInteger length = end.value().subtract(from.value());
        if (length.signum() > 0) {
            stretches.add(new Stretch(from, length));
            size = size.add(length);
        }
    }

    private static Ip max(Ip one, Ip other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}

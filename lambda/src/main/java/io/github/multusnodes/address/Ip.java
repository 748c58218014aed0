package io.github.multusnodes.address;

import java.math.BigInteger;
import java.util.Comparator;

/**
 * An IPv4 or IPv6 address.
 *
 * @param family its family; addresses of different families never compare equal
 * @param value the address as an unsigned number of the family's width
 */
public record Ip(Family family, BigInteger value) implements Comparable<Ip> {

    private static final Comparator<Ip> BY_FAMILY_THEN_VALUE =
            Comparator.comparing(Ip::family).thenComparing(Ip::value);

    public Ip {
        if (value.signum() < 0 || value.bitLength() > family.bits()) {
            throw new IllegalArgumentException(value + " is not an address of " + family);
        }
    }

    @Override
    public int compareTo(Ip other) {
        return BY_FAMILY_THEN_VALUE.compare(this, other);
    }
}

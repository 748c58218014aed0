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

    /**
     * Reads an address from text: four decimal numbers without leading zeros, or any text form of
     * RFC 4291. A host name is refused and never looked up.
     *
     * @throws IllegalArgumentException if the text is anything else; the message says what to write
     */
    public static Ip parse(String text) {
        return IpText.parse(text);
    }

    /**
     * The address that many places further up, or down where the distance is negative.
     *
     * @throws IllegalArgumentException if that leaves the family's range
     */
    public Ip plus(long distance) {
        return plus(BigInteger.valueOf(distance));
    }

    /**
     * The address that many places further up, or down where the distance is negative.
     *
     * @throws IllegalArgumentException if that leaves the family's range
     */
    public Ip plus(BigInteger distance) {
        return new Ip(family, value.add(distance));
    }

    @Override
    public int compareTo(Ip other) {
        return BY_FAMILY_THEN_VALUE.compare(this, other);
    }

    /** The one canonical text: a dotted quad, or the form of RFC 5952. */
    @Override
    public String toString() {
        return IpText.format(this);
    }
}

package io.github.multusnodes.address;

import java.math.BigInteger;

/**
 * Neighbouring addresses of one family.
 *
 * @param first the lowest, included
 * @param last the highest, included
 */
public record AddressRange(Ip first, Ip last) {

    public AddressRange {
        if (first.family() != last.family() || first.compareTo(last) > 0) {
            throw new IllegalArgumentException(first + " to " + last + " is not a range");
        }
    }

    /** How many addresses the range has, at least one. */
    public BigInteger size() {
        return last.value().subtract(first.value()).add(BigInteger.ONE);
    }

    public boolean contains(Ip ip) {
        return first.compareTo(ip) <= 0 && ip.compareTo(last) <= 0;
    }

    public boolean overlaps(AddressRange other) {
        return first.compareTo(other.last) <= 0 && other.first.compareTo(last) <= 0;
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}

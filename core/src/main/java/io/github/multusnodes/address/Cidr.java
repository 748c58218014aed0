package io.github.multusnodes.address;

import java.math.BigInteger;

/**
 * A block of addresses.
 *
 * @param base its first address, aligned to the prefix length
 * @param prefixLength how many leading bits the addresses of the block share
 */
public record Cidr(Ip base, int prefixLength) {

    /**
     * @throws IllegalArgumentException if the length is not one of the family or the base is not
     *     aligned to it; the message says what to write instead
     */
    public Cidr {
        int bits = base.family().bits();
        if (prefixLength < 0 || prefixLength > bits) {
            throw new IllegalArgumentException(
                    "\"%s/%d\" is not a CIDR block: write a prefix length from 0 to %d"
                            .formatted(base, prefixLength, bits));
        }
        BigInteger hostPart = base.value().mod(BigInteger.TWO.pow(bits - prefixLength));
        if (hostPart.signum() != 0) {
            throw new IllegalArgumentException(
                    "\"%s/%d\" does not start on a boundary of its length: write %s/%d"
                            .formatted(
                                    base,
                                    prefixLength,
                                    base.plus(hostPart.negate()),
                                    prefixLength));
        }
    }

    /**
     * Reads {@code address/length}.
     *
     * @throws IllegalArgumentException if the text is anything else; the message says what to write
     */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        String length = text.substring(slash + 1);
        if (slash < 0 || !length.matches("0|[1-9][0-9]{0,2}")) {
            throw new IllegalArgumentException(
                    IpText.shown(text)
                            + " is not a CIDR block: write an address, a slash and a prefix"
                            + " length (10.0.4.128/25)");
        }
        return new Cidr(Ip.parse(text.substring(0, slash)), Integer.parseInt(length));
    }

    public Family family() {
        return base.family();
    }

    public Ip first() {
        return base;
    }

    public Ip last() {
        return base.plus(size().subtract(BigInteger.ONE));
    }

    /** How many addresses the block has. */
    public BigInteger size() {
        return BigInteger.TWO.pow(family().bits() - prefixLength);
    }

    public boolean contains(Ip ip) {
        return range().contains(ip);
    }

    public boolean contains(Cidr other) {
        return prefixLength <= other.prefixLength && contains(other.base);
    }

    public boolean overlaps(Cidr other) {
        return contains(other) || other.contains(this);
    }

    AddressRange range() {
        return new AddressRange(first(), last());
    }

    @Override
    public String toString() {
        return base + "/" + prefixLength;
    }
}

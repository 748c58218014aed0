package io.github.multusnodes.simulator.report;

import io.github.multusnodes.simulator.state.ec2.Ip;

import java.math.BigInteger;

/**
 * A block of addresses of one family.
 *
 * @param first its first address
 * @param prefix its length, 0 to 32, in IPv6 to 128
 */
public record Block(Ip first, int prefix) {

    /**
     * Reads {@code 10.0.4.0/24} or {@code 2001:db8::/64}; an address without a length is a block of
     * one.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    public static Block parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        Ip first = Ip.parse(address).orElseThrow(() -> noBlock(text));
        String length = slash < 0 ? "" + bits(first) : text.substring(slash + 1);
        if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > bits(first)) {
            throw noBlock(text);
        }
        return new Block(first, Integer.parseInt(length));
    }

    /** Whether it is an IPv6 block. */
    public boolean v6() {
        return first.v6();
    }

    /** How many addresses it has: far too many to count in an IPv6 subnet. */
    public BigInteger size() {
        return BigInteger.ONE.shiftLeft(bits(first) - prefix);
    }

    /** Its last address. */
    public Ip last() {
        return first.plus(size()).plus(-1);
    }

    /** Whether the address is in it. */
    public boolean contains(Ip address) {
        return first.compareTo(address) <= 0 && address.compareTo(last()) <= 0;
    }

    /** Whether some address is in both. */
    public boolean overlaps(Block other) {
        return contains(other.first) || other.contains(first);
    }

    /** The part of it that starts at an offset. */
    public Block part(long offset, int length) {
        return new Block(first.plus(offset), length);
    }

    /** Its upper half. */
    public Block upperHalf() {
        return new Block(first.plus(size().shiftRight(1)), prefix + 1);
    }

    /** As {@code 10.0.4.0/24}. */
    @Override
    public String toString() {
        return first + "/" + prefix;
    }

    private static int bits(Ip address) {
        return address.v6() ? 128 : 32;
    }

    private static IllegalArgumentException noBlock(String text) {
        return new IllegalArgumentException(
                "\"" + text + "\" is no block: write one as 10.0.4.0/24 or 2001:db8::/64");
    }
}

package io.github.multusnodes.address;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

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

    /** The fewest blocks that together have exactly its addresses, in their order. */
    public List<Cidr> cidrs() {
        List<Cidr> blocks = new ArrayList<>();
        int bits = first.family().bits();
        BigInteger next = first.value();
        for (BigInteger left = size(); left.signum() > 0; ) {
            int aligned = next.signum() == 0 ? bits : next.getLowestSetBit();
            int hostBits = Math.min(aligned, left.bitLength() - 1);
            blocks.add(new Cidr(new Ip(first.family(), next), bits - hostBits));
            next = next.add(BigInteger.ONE.shiftLeft(hostBits));
            left = left.subtract(BigInteger.ONE.shiftLeft(hostBits));
        }
        return blocks;
    }

    /** How many aligned blocks of that prefix length lie in it as a whole. */
    BigInteger blocks(int prefixLength) {
        int hostBits = first.family().bits() - prefixLength;
        BigInteger end = last.value().add(BigInteger.ONE).shiftRight(hostBits);
        return end.subtract(firstBlock(hostBits)).max(BigInteger.ZERO);
    }

    /** The n-th of those blocks, counted from 0. */
    Cidr block(BigInteger n, int prefixLength) {
        int hostBits = first.family().bits() - prefixLength;
        BigInteger base = firstBlock(hostBits).add(n).shiftLeft(hostBits);
        return new Cidr(new Ip(first.family(), base), prefixLength);
    }

    /** The number of the first block that does not start below. */
    private BigInteger firstBlock(int hostBits) {
        BigInteger roundUp = BigInteger.ONE.shiftLeft(hostBits).subtract(BigInteger.ONE);
        return first.value().add(roundUp).shiftRight(hostBits);
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}

package io.github.multusnodes.simulator.state.ec2;

import java.math.BigInteger;
import java.util.Optional;

/**
 * A CIDR block.
 *
 * @param first its first address
 * @param length how many leading bits its addresses share
 */
public record Block(Ip first, int length) {

    /**
     * The block that a text like {@code 10.0.0.0/24} stands for; bits beyond the length are
     * cleared, as EC2 does. Empty if the text is no block.
     */
    public static Optional<Block> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("\\d{1,3}")) {
            return Optional.empty();
        }
        int length = Integer.parseInt(text.substring(slash + 1));
        return Ip.parse(text.substring(0, slash))
                .filter(ip -> length <= ip.bits())
                .map(ip -> of(ip, length));
    }

    /** The block of that length around an address. */
    static Block of(Ip ip, int length) {
        int host = ip.bits() - length;
        BigInteger network = ip.value().shiftRight(host).shiftLeft(host);
        return new Block(new Ip(ip.v6(), network), length);
    }

    /** Whether it is an IPv6 block. */
    public boolean v6() {
        return first.v6();
    }

    /** Its last address. */
    public Ip last() {
        return first.plus(size().subtract(BigInteger.ONE));
    }

    /** How many addresses it has. */
    public BigInteger size() {
        return BigInteger.ONE.shiftLeft(first.bits() - length);
    }

    /** Whether an address lies in it. */
    public boolean contains(Ip ip) {
        return ip.v6() == v6() && ip.compareTo(first) >= 0 && ip.compareTo(last()) <= 0;
    }

    /** Whether the whole of another block lies in it. */
    public boolean contains(Block other) {
        return other.length >= length && contains(other.first);
    }

    /** Whether it shares an address with another block. */
    public boolean overlaps(Block other) {
        return contains(other.first) || other.contains(first);
    }

    @Override
    public String toString() {
        return first + "/" + length;
    }
}

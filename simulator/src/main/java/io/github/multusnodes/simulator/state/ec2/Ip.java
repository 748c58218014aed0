package io.github.multusnodes.simulator.state.ec2;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IP address.
 *
 * @param v6 whether it is an IPv6 address
 * @param value the address as a number
 */
public record Ip(boolean v6, BigInteger value) implements Comparable<Ip> {

    private static final Pattern DOTTED =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");

    /** The address that a literal stands for; empty if it is none. */
    public static Optional<Ip> parse(String text) {
        if (DOTTED.matcher(text).matches()) {
            BigInteger value = BigInteger.ZERO;
            for (String part : text.split("\\.", -1)) {
                value = value.shiftLeft(8).or(new BigInteger(part));
            }
            return Optional.of(new Ip(false, value));
        }
        if (!text.contains(":") || text.contains("%")) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Inet6Address.ofLiteral(text).getAddress();
            return bytes.length == 16
                    ? Optional.of(new Ip(true, new BigInteger(1, bytes)))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** How many bits addresses of this family have. */
    int bits() {
        return v6 ? 128 : 32;
    }

    /** The address so many places further on. */
    public Ip plus(BigInteger places) {
        return new Ip(v6, value.add(places));
    }

    /** The address so many places further on. */
    public Ip plus(long places) {
        return plus(BigInteger.valueOf(places));
    }

    @Override
    public int compareTo(Ip other) {
        int byFamily = Boolean.compare(v6, other.v6);
        return byFamily != 0 ? byFamily : value.compareTo(other.value);
    }

    /** The address as a literal; IPv6 in the shortest form (RFC 5952). */
    @Override
    public String toString() {
        if (v6) {
            return Ipv6Text.of(value);
        }
        int number = value.intValue();
        return ((number >>> 24) & 0xff)
                + "."
                + ((number >>> 16) & 0xff)
                + "."
                + ((number >>> 8) & 0xff)
                + "."
                + (number & 0xff);
    }
}

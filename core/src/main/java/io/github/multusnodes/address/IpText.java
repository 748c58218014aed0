package io.github.multusnodes.address;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The text forms of an address. The JDK's own parser is not used: it would ask DNS. */
final class IpText {

    private static final Pattern OCTET = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Pattern HEX_GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");
    private static final int GROUPS = 8;

    /** Longer than any address or block. */
    private static final int LONGEST = 60;

    private IpText() {}

    static Ip parse(String text) {
        Optional<Ip> ip =
                text.contains(":")
                        ? ipv6Groups(text).map(groups -> ip(Family.IPV6, groups, 16))
                        : octets(text).map(octets -> ip(Family.IPV4, octets, 8));
        return ip.orElseThrow(
                () ->
                        new IllegalArgumentException(
                                shown(text)
                                        + " is not an IP address: write four numbers from 0 to"
                                        + " 255 without leading zeros (10.0.4.7) or an IPv6"
                                        + " address (2001:db8::7)"));
    }

    /** A text that may be any, in a message. */
    static String shown(String text) {
        return '"'
                + (text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...")
                + '"';
    }

    static String format(Ip ip) {
        return switch (ip.family()) {
            case IPV4 -> String.join(".", digits(ip, 8, 10));
            case IPV6 -> compress(digits(ip, 16, 16));
        };
    }

    private static Optional<List<Integer>> octets(String text) {
        List<Integer> octets = new ArrayList<>();
        for (String part : text.split("\\.", -1)) {
            if (!OCTET.matcher(part).matches() || Integer.parseInt(part) > 255) {
                return Optional.empty();
            }
            octets.add(Integer.parseInt(part));
        }
        return octets.size() == 4 ? Optional.of(octets) : Optional.empty();
    }

    private static Optional<List<Integer>> ipv6Groups(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text).filter(groups -> groups.size() == GROUPS);
        }
        String before = text.substring(0, gap);
        if (text.indexOf("::", gap + 1) >= 0 || before.contains(".")) {
            return Optional.empty();
        }
        return groups(before)
                .flatMap(head -> groups(text.substring(gap + 2)).flatMap(tail -> fill(head, tail)));
    }

    private static Optional<List<Integer>> fill(List<Integer> head, List<Integer> tail) {
        int missing = GROUPS - head.size() - tail.size();
        if (missing < 1) {
            return Optional.empty();
        }
        List<Integer> all = new ArrayList<>(head);
        for (int i = 0; i < missing; i++) {
            all.add(0);
        }
        all.addAll(tail);
        return Optional.of(all);
    }

    /** Groups between single colons; the last may be a dotted quad, which makes two. */
    private static Optional<List<Integer>> groups(String text) {
        List<Integer> groups = new ArrayList<>();
        if (text.isEmpty()) {
            return Optional.of(groups);
        }
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            if (HEX_GROUP.matcher(parts[i]).matches()) {
                groups.add(Integer.parseInt(parts[i], 16));
                continue;
            }
            Optional<List<Integer>> quad = octets(parts[i]);
            if (i < parts.length - 1 || quad.isEmpty()) {
                return Optional.empty();
            }
            List<Integer> octets = quad.get();
            groups.add(octets.get(0) << 8 | octets.get(1));
            groups.add(octets.get(2) << 8 | octets.get(3));
        }
        return Optional.of(groups);
    }

    private static Ip ip(Family family, List<Integer> digits, int bitsPerDigit) {
        BigInteger value = BigInteger.ZERO;
        for (int digit : digits) {
            value = value.shiftLeft(bitsPerDigit).or(BigInteger.valueOf(digit));
        }
        return new Ip(family, value);
    }

    private static List<String> digits(Ip ip, int bitsPerDigit, int radix) {
        List<String> digits = new ArrayList<>();
        int mask = (1 << bitsPerDigit) - 1;
        for (int shift = ip.family().bits() - bitsPerDigit; shift >= 0; shift -= bitsPerDigit) {
            digits.add(Integer.toString(ip.value().shiftRight(shift).intValue() & mask, radix));
        }
        return digits;
    }

    /** Writes the first of the longest runs of two or more zero groups as a double colon. */
    private static String compress(List<String> groups) {
        int start = 0;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            int run = i;
            while (run < GROUPS && groups.get(run).equals("0")) {
                run++;
            }
            if (run - i > length) {
                start = i;
                length = run - i;
            }
        }
        if (length < 2) {
            return String.join(":", groups);
        }
        return String.join(":", groups.subList(0, start))
                + "::"
                + String.join(":", groups.subList(start + length, GROUPS));
    }
}

package io.github.multusnodes.simulator.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of IPv4 addresses.
 *
 * @param first its first address, as a number
 * @param prefix its length, 0 to 32
 */
public record Block(long first, int prefix) {

    private static final Pattern CIDR =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?:/(\\d{1,2}))?");

    /**
     * Reads {@code 10.0.4.0/24}; an address without a length is a block of one.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    public static Block parse(String text) {
        Matcher matcher = CIDR.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not an IPv4 block: write one as 10.0.4.0/24");
        }
        long first = 0;
        for (int octet = 1; octet <= 4; octet++) {
            first = first * 256 + Integer.parseInt(matcher.group(octet));
        }
        String length = matcher.group(5);
        return new Block(first, length == null ? 32 : Integer.parseInt(length));
    }

    /** An address as people write it. */
    public static String text(long address) {
        return "%d.%d.%d.%d"
                .formatted(
                        address >> 24 & 255,
                        address >> 16 & 255,
                        address >> 8 & 255,
                        address & 255);
    }

    /** How many addresses it has. */
    public long size() {
        return 1L << (32 - prefix);
    }

    /** Its last address. */
    public long last() {
        return first + size() - 1;
    }

    /** Whether the address is in it. */
    public boolean contains(long address) {
        return first <= address && address <= last();
    }

    /** The part of it that starts at an offset. */
    public Block part(long offset, int length) {
        return new Block(first + offset, length);
    }

    /** Its upper half. */
    public Block upperHalf() {
        return part(size() / 2, prefix + 1);
    }

    /** As {@code 10.0.4.0/24}. */
    @Override
    public String toString() {
        return text(first) + "/" + prefix;
    }
}

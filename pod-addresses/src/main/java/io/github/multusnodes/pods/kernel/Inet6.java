package io.github.multusnodes.pods.kernel;

import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IPv6 address of the kernel's table {@code /proc/net/if_inet6}, which tells what the JDK does
 * not: its scope and its flags.
 *
 * @param scope in bits of RFC 4291; 0 is global
 * @param flags of {@code if_addr.h}
 */
record Inet6(Ip address, String device, int scope, int flags) {

    private static final int OPTIMISTIC = 0x04;
    private static final int DAD_FAILED = 0x08;
    private static final int TENTATIVE = 0x40;

    private static final Pattern LINE =
            Pattern.compile("([0-9a-f]{32}) [0-9a-f]+ [0-9a-f]+ ([0-9a-f]+) ([0-9a-f]+) +(\\S+)");

    /** The whole table. */
    static List<Inet6> of(List<String> lines) {
        return lines.stream().map(Inet6::of).flatMap(Optional::stream).toList();
    }

    private static Optional<Inet6> of(String line) {
        Matcher its = LINE.matcher(line);
        return its.matches()
                ? Optional.of(
                        new Inet6(
                                new Ip(Family.IPV6, new BigInteger(its.group(1), 16)),
                                its.group(4),
                                Integer.parseInt(its.group(2), 16),
                                Integer.parseInt(its.group(3), 16)))
                : Optional.empty();
    }

    /**
     * Whether packets to it reach the pod: not while duplicate address detection is under way,
     * unless the kernel uses the address meanwhile, and not if another has it.
     */
    boolean usable() {
        boolean pending = (flags & TENTATIVE) != 0 && (flags & OPTIMISTIC) == 0;
        return scope == 0 && !pending && (flags & DAD_FAILED) == 0;
    }
}

package io.github.multusnodes.node;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;

import java.util.Comparator;
import java.util.List;

/**
 * The prefixes that a network delegates to each of its interfaces, for the pods behind it.
 *
 * @param ipv4 how many /28
 * @param ipv6 how many /80
 * @param ranges of either family and without overlaps: where prefixes come from in a subnet without
 *     a CIDR reservation of type prefix; those outside of it do not count
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-prefix-eni.html">Prefix
 *     delegation</a>
 */
public record PodPrefixes(int ipv4, int ipv6, List<Cidr> ranges) {

    /** No prefixes. */
    public static final PodPrefixes NONE = new PodPrefixes(0, 0, List.of());

    public PodPrefixes {
        ranges = List.copyOf(ranges);
    }

    /** How long the prefixes are that EC2 delegates. */
    public static int length(Family family) {
        return switch (family) {
            case IPV4 -> 28;
            case IPV6 -> 80;
        };
    }

    /** How many each interface gets. */
    public int count(Family family) {
        return switch (family) {
            case IPV4 -> ipv4;
            case IPV6 -> ipv6;
        };
    }

    /** Whether there are any. */
    public boolean isAny() {
        return ipv4 > 0 || ipv6 > 0;
    }

    /** How many of them an interface still lacks. */
    public int missing(Family family, Eni eni) {
        return Math.max(0, count(family) - held(family, eni).size());
    }

    /** The prefixes that an interface has beyond those wanted: the highest ones. */
    public List<Cidr> surplus(Family family, Eni eni) {
        return held(family, eni).stream().skip(count(family)).toList();
    }

    /** The ranges of one family, in the order in which they are used. */
    public List<Cidr> ranges(Family family) {
        return ranges.stream().filter(range -> range.family() == family).toList();
    }

    private static List<Cidr> held(Family family, Eni eni) {
        return eni.prefixes().stream()
                .filter(its -> its.family() == family)
                .sorted(Comparator.comparing(Cidr::first))
                .toList();
    }
}

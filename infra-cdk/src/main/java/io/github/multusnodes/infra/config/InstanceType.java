package io.github.multusnodes.infra.config;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an instance type allows.
 *
 * @param networkCards how many network cards it has
 * @param interfaces how many interfaces, on all cards together
 * @param addresses how many IPv4 addresses on each interface
 */
public record InstanceType(
        String name, Architecture architecture, int networkCards, int interfaces, int addresses) {

    /** Sizes of at most 24 vCPUs: four for each xlarge. */
    private static final Pattern SMALL =
            Pattern.compile("(?:nano|micro|small|medium|large|xlarge|[1-6]xlarge)");

    /** Those with fewer vCPUs than their size says: 16 and 24. */
    private static final Set<String> SMALLER_THAN_NAMED = Set.of("a1.metal", "hpc7a.12xlarge");

    /** How many interfaces a card takes; what cannot be shared out evenly is on card 0. */
    public int interfacesOn(int networkCard) {
        int each = interfaces / networkCards;
        return networkCard == 0 ? interfaces - (networkCards - 1) * each : each;
    }

    /**
     * How many pods EKS recommends at most, however many addresses there are: 110 up to 30 vCPUs,
     * else 250.
     *
     * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html">
     *     Choosing an instance type</a>
     */
    public int recommendedPods() {
        String size = name.substring(name.indexOf('.') + 1);
        return SMALL.matcher(size).matches() || SMALLER_THAN_NAMED.contains(name) ? 110 : 250;
    }
}

package io.github.multusnodes.faultrun;

import io.github.multusnodes.stage.Layout;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses the networks take, and which are never to be theirs.
 *
 * @param ipv4 the networks' setting, as JSON
 * @param prefixLength of their subnets
 * @param reserved CIDR reservations in them
 * @param forbidden no interface of ours may have an address of these CIDRs
 * @param only where there are any, each interface of ours has its address from one of these
 * @param forPods prefixes come from these, and addresses do not
 */
record Addressing(
        String ipv4,
        int prefixLength,
        List<Layout.Reserved> reserved,
        List<String> forbidden,
        List<String> only,
        List<String> forPods) {

    /** Four addresses are free before these, so that nearly every day gets to them. */
    private static final String EARLY = "8/29";

    /** Where every address is to be one of these. */
    private static final String ENOUGH = "16/28";

    /** How addresses are chosen. */
    enum Kind {
        LOWEST_FREE,
        LOWEST_FREE_BESIDE_EXCLUDED,
        LOWEST_FREE_BESIDE_RESERVED,
        FROM_RESERVATION,
        AUTO_BESIDE_RESERVED
    }

    Addressing {
        reserved = List.copyOf(reserved);
        forbidden = List.copyOf(forbidden);
        only = List.copyOf(only);
        forPods = List.copyOf(forPods);
    }

    /** The same in subnets twice as large, the upper half of each for the prefixes of pods. */
    Addressing withPrefixes(int zones, int networks) {
        List<Layout.Reserved> halves = reserved(zones, networks, 1, "0/24", "prefix");
        return new Addressing(
                ipv4,
                prefixLength - 1,
                Stream.concat(reserved.stream(), halves.stream()).toList(),
                forbidden,
                only,
                halves.stream().map(Layout.Reserved::cidr).toList());
    }

    /** Of so many networks in so many zones; reservations have one network a subnet. */
    static Addressing of(Kind kind, int prefixLength, int zones, int networks) {
        return switch (kind) {
            case LOWEST_FREE -> plain("{\"mode\":\"lowest-free\"}", prefixLength);
            case LOWEST_FREE_BESIDE_EXCLUDED -> {
                List<String> excluded = cidrs(explicit(zones, networks, EARLY));
                yield new Addressing(
                        "{\"mode\":\"lowest-free\",\"exclude\":[\"%s\"]}"
                                .formatted(String.join("\",\"", excluded)),
                        prefixLength,
                        List.of(),
                        excluded,
                        List.of(),
                        List.of());
            }
            case LOWEST_FREE_BESIDE_RESERVED ->
                    new Addressing(
                            "{\"mode\":\"lowest-free\"}",
                            prefixLength,
                            explicit(zones, networks, EARLY),
                            cidrs(explicit(zones, networks, EARLY)),
                            List.of(),
                            List.of());
            case FROM_RESERVATION ->
                    new Addressing(
                            "{\"mode\":\"reservation\",\"reservation\":\"$n\"}",
                            prefixLength,
                            explicit(1, networks, ENOUGH),
                            List.of(),
                            cidrs(explicit(1, networks, ENOUGH)),
                            List.of());
            case AUTO_BESIDE_RESERVED ->
                    new Addressing(
                            "{\"mode\":\"auto\"}",
                            prefixLength,
                            explicit(zones, networks, EARLY),
                            cidrs(explicit(zones, networks, EARLY)),
                            List.of(),
                            List.of());
        };
    }

    private static Addressing plain(String ipv4, int prefixLength) {
        return new Addressing(ipv4, prefixLength, List.of(), List.of(), List.of(), List.of());
    }

    private static List<String> cidrs(List<Layout.Reserved> reserved) {
        return reserved.stream().map(Layout.Reserved::cidr).toList();
    }

    private static List<Layout.Reserved> explicit(int zones, int networks, String block) {
        return reserved(zones, networks, 0, block, "explicit");
    }

    private static List<Layout.Reserved> reserved(
            int zones, int networks, int half, String block, String type) {
        List<Layout.Reserved> reserved = new ArrayList<>();
        for (int network = 0; network < networks; network++) {
            for (int zone = 0; zone < zones; zone++) {
                String cidr = "10.0.%d.%s".formatted(network * 16 + zone * 2 + half, block);
                reserved.add(new Layout.Reserved(network, zone, cidr, type));
            }
        }
        return reserved;
    }
}

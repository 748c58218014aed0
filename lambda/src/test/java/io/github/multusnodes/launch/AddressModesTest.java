package io.github.multusnodes.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Layout.Reserved;
import io.github.multusnodes.stage.Stage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Each mode in one zone and in three, with IPv4 alone and beside IPv6. Where EC2 chooses, explicit
 * reservations leave it no choice in IPv4; in IPv6 {@code *} stands for what it chose.
 */
class AddressModesTest {

    private static final String LOWEST = "{\"mode\":\"lowest-free\"}";
    private static final String AUTO = "{\"mode\":\"auto\"}";

    private static final Layout ONE_ZONE = Layout.of(1, 1);
    private static final Layout THREE_ZONES = Layout.of(3, 1);

    /** Of each /28 all but four addresses are reserved. */
    private static final Layout FOUR_FREE =
            ONE_ZONE.withPrefixLength(28).withReserved(explicit(0, "10.0.0.8/29"));

    private static final Layout FOUR_FREE_IN_EACH =
            THREE_ZONES
                    .withPrefixLength(28)
                    .withReserved(
                            explicit(0, "10.0.0.8/29"),
                            explicit(1, "10.0.2.8/29"),
                            explicit(2, "10.0.4.8/29"));

    /** Two small reservations in one zone, of both types, used in this order. */
    private static final Layout TWO_RESERVED =
            ONE_ZONE.withReserved(
                    explicit(0, "10.0.0.64/31"), new Reserved(0, 0, "10.0.0.32/28", "prefix"));

    /** One reservation in each zone, named by id or block. */
    private static final Layout RESERVED_IN_EACH =
            THREE_ZONES.withReserved(
                    explicit(0, "10.0.0.16/28"),
                    explicit(1, "10.0.2.16/28"),
                    explicit(2, "10.0.4.16/28"));

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void nodes_end_with_the_addresses_expected(
            String name, Layout layout, int nodes, List<String> expected) {
        Stage stage = Stage.open(Scenario.realistic(), layout).group(nodes).untilInService(nodes);

        assertThat(stage.notices()).as("no node was replaced").hasSize(nodes);
        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
        List<String> addresses = stage.inspect().addresses(0);
        assertThat(addresses).hasSameSizeAs(expected);
        for (int i = 0; i < addresses.size(); i++) {
            assertThat(addresses.get(i)).matches(expected.get(i).replace("*", "[0-9a-f:]+"));
        }
    }

    static Stream<Arguments> nodes_end_with_the_addresses_expected() {
        return Stream.concat(ipv4(), dualStack());
    }

    private static Stream<Arguments> ipv4() {
        return Stream.of(
                arguments(
                        "lowest-free, one zone",
                        ONE_ZONE,
                        3,
                        List.of("10.0.0.4", "10.0.0.5", "10.0.0.6")),
                arguments(
                        "lowest-free, three zones",
                        THREE_ZONES,
                        3,
                        List.of("10.0.0.4", "10.0.2.4", "10.0.4.4")),
                arguments(
                        "lowest-free, past reservations of both types and an excluded range",
                        ONE_ZONE.withReserved(
                                        explicit(0, "10.0.0.4/31"),
                                        new Reserved(0, 0, "10.0.0.16/28", "prefix"))
                                .withIpv4(
                                        "{\"mode\":\"lowest-free\",\"exclude\":[\"10.0.0.8/29\"]}"),
                        3,
                        List.of("10.0.0.32", "10.0.0.6", "10.0.0.7")),
                arguments(
                        "reservation, one zone, two in order",
                        TWO_RESERVED.withIpv4(reservation("10.0.0.64/31", "$1")),
                        4,
                        List.of("10.0.0.32", "10.0.0.33", "10.0.0.64", "10.0.0.65")),
                arguments(
                        "reservation, one zone, by one id",
                        TWO_RESERVED.withIpv4("{\"mode\":\"reservation\",\"reservation\":\"$1\"}"),
                        2,
                        List.of("10.0.0.32", "10.0.0.33")),
                arguments(
                        "reservation, one zone, less an excluded range",
                        TWO_RESERVED.withIpv4(
                                "{\"mode\":\"reservation\",\"reservation\":\"10.0.0.32/28\","
                                        + "\"exclude\":[\"10.0.0.33/32\"]}"),
                        2,
                        List.of("10.0.0.32", "10.0.0.34")),
                arguments(
                        "reservation, three zones, by block",
                        RESERVED_IN_EACH.withIpv4(
                                reservation("10.0.0.16/28", "10.0.2.16/28", "10.0.4.16/28")),
                        3,
                        List.of("10.0.0.16", "10.0.2.16", "10.0.4.16")),
                arguments(
                        "reservation, three zones, by id",
                        RESERVED_IN_EACH.withIpv4(reservation("$0", "$1", "$2")),
                        3,
                        List.of("10.0.0.16", "10.0.2.16", "10.0.4.16")),
                arguments(
                        "auto, one zone",
                        FOUR_FREE.withIpv4(AUTO),
                        4,
                        List.of("10.0.0.4", "10.0.0.5", "10.0.0.6", "10.0.0.7")),
                arguments(
                        "auto, three zones",
                        FOUR_FREE_IN_EACH.withIpv4(AUTO),
                        12,
                        fourIn("10.0.0", "10.0.2", "10.0.4")));
    }

    private static Stream<Arguments> dualStack() {
        return Stream.of(
                arguments(
                        "lowest-free, dual stack, one zone",
                        ONE_ZONE.withIpv6(LOWEST),
                        3,
                        List.of(
                                "10.0.0.4 2600:1f14:0:100::4",
                                "10.0.0.5 2600:1f14:0:100::5",
                                "10.0.0.6 2600:1f14:0:100::6")),
                arguments(
                        "lowest-free, dual stack, three zones",
                        THREE_ZONES.withIpv6(LOWEST),
                        3,
                        List.of(
                                "10.0.0.4 2600:1f14:0:100::4",
                                "10.0.2.4 2600:1f14:0:102::4",
                                "10.0.4.4 2600:1f14:0:104::4")),
                arguments(
                        "lowest-free, dual stack, past a reserved /80 at the start",
                        ONE_ZONE.withReserved(explicit(0, "2600:1f14:0:100::/80")).withIpv6(LOWEST),
                        2,
                        List.of("10.0.0.4 2600:1f14:0:100:1::", "10.0.0.5 2600:1f14:0:100:1::1")),
                arguments(
                        "reservation, dual stack, one zone",
                        ONE_ZONE.withReserved(
                                        explicit(0, "10.0.0.16/28"),
                                        explicit(0, "2600:1f14:0:100:a::/80"))
                                .withIpv4(reservation("$0"))
                                .withIpv6(reservation("2600:1f14:0:100:a::/80")),
                        2,
                        List.of("10.0.0.16 2600:1f14:0:100:a::", "10.0.0.17 2600:1f14:0:100:a::1")),
                arguments(
                        "reservation, dual stack, three zones",
                        THREE_ZONES
                                .withReserved(
                                        explicit(0, "2600:1f14:0:100:a::/80"),
                                        explicit(1, "2600:1f14:0:102:a::/80"),
                                        explicit(2, "2600:1f14:0:104:a::/80"))
                                .withIpv6(reservation("$0", "$1", "$2")),
                        3,
                        List.of(
                                "10.0.0.4 2600:1f14:0:100:a::",
                                "10.0.2.4 2600:1f14:0:102:a::",
                                "10.0.4.4 2600:1f14:0:104:a::")),
                arguments(
                        "auto, dual stack, one zone",
                        FOUR_FREE.withIpv4(AUTO).withIpv6(AUTO),
                        2,
                        List.of(
                                "10.0.0.[4-7] 2600:1f14:0:100:*",
                                "10.0.0.[4-7] 2600:1f14:0:100:*")),
                arguments(
                        "auto, dual stack, three zones",
                        FOUR_FREE_IN_EACH.withIpv4(AUTO).withIpv6(AUTO),
                        3,
                        List.of(
                                "10.0.0.[4-7] 2600:1f14:0:100:*",
                                "10.0.2.[4-7] 2600:1f14:0:102:*",
                                "10.0.4.[4-7] 2600:1f14:0:104:*")));
    }

    private static List<String> fourIn(String... subnets) {
        return Stream.of(subnets)
                .flatMap(subnet -> IntStream.rangeClosed(4, 7).mapToObj(n -> subnet + "." + n))
                .toList();
    }

    private static Reserved explicit(int zone, String cidr) {
        return new Reserved(0, zone, cidr, "explicit");
    }

    private static String reservation(String... names) {
        return "{\"mode\":\"reservation\",\"reservation\":[\""
                + String.join("\",\"", names)
                + "\"]}";
    }
}

package io.github.multusnodes.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.multusnodes.address.Ip;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Layout.Reserved;
import io.github.multusnodes.stage.Stage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Each mode in one zone and in three, with IPv4 alone, beside IPv6, and with IPv6 alone. Where EC2
 * chooses, explicit reservations leave it no choice.
 */
class AddressModesTest {

    private static final String LOWEST = "{\"mode\":\"lowest-free\"}";
    private static final String AUTO = "{\"mode\":\"auto\"}";

    private static final Layout ONE_ZONE = Layout.of(1, 1);
    private static final Layout THREE_ZONES = Layout.of(3, 1);

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

    /** The same for IPv6. */
    private static final Layout RESERVED_IN_EACH_64 =
            THREE_ZONES.withReserved(
                    explicit(0, "2600:1f14:0:100:a::/80"),
                    explicit(1, "2600:1f14:0:102:a::/80"),
                    explicit(2, "2600:1f14:0:104:a::/80"));

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void nodes_end_with_the_addresses_expected(
            String name, Layout layout, int nodes, List<String> expected) {
        assertThat(launched(layout, nodes).inspect().addresses(0)).isEqualTo(expected);
    }

    static Stream<Arguments> nodes_end_with_the_addresses_expected() {
        return Stream.of(ipv4(), dualStack(), ipv6Only()).flatMap(rows -> rows);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void nodes_end_with_what_ec2_was_left_to_choose_from(
            String name, Layout layout, int nodes, List<String> expected) {
        Stage stage = launched(layout, nodes);

        assertThat(stage.inspect().addresses(0))
                .flatMap(line -> List.of(line.split(" ")))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(stage.calls().of("CreateNetworkInterface"))
                .filteredOn(call -> call.call().caller().startsWith("launch"))
                .isNotEmpty()
                .flatMap(call -> call.call().parameters().keySet())
                .noneMatch(given -> given.matches("(PrivateIpAddress|Ipv6Addresses).*"));
    }

    static Stream<Arguments> nodes_end_with_what_ec2_was_left_to_choose_from() {
        Layout one = ONE_ZONE.withPrefixLength(28);
        Layout three = THREE_ZONES.withPrefixLength(28);
        return Stream.of(
                arguments(
                        "auto, one zone",
                        one.withIpv4(AUTO).withReserved(leftOver(1, true, false)),
                        4,
                        fourIn("10.0.0.")),
                arguments(
                        "auto, three zones",
                        three.withIpv4(AUTO).withReserved(leftOver(3, true, false)),
                        12,
                        fourIn("10.0.0.", "10.0.2.", "10.0.4.")),
                arguments(
                        "auto, dual stack, one zone",
                        one.withIpv4(AUTO).withIpv6(AUTO).withReserved(leftOver(1, true, true)),
                        4,
                        fourIn("10.0.0.", "2600:1f14:0:100::")),
                arguments(
                        "auto, dual stack, three zones",
                        three.withIpv4(AUTO).withIpv6(AUTO).withReserved(leftOver(3, true, true)),
                        12,
                        fourIn(
                                "10.0.0.",
                                "10.0.2.",
                                "10.0.4.",
                                "2600:1f14:0:100::",
                                "2600:1f14:0:102::",
                                "2600:1f14:0:104::")),
                arguments(
                        "auto, IPv6-only, one zone",
                        ONE_ZONE.withIpv6Only(AUTO).withReserved(leftOver(1, false, true)),
                        4,
                        fourIn("2600:1f14:0:100::")),
                arguments(
                        "auto, IPv6-only, three zones",
                        THREE_ZONES.withIpv6Only(AUTO).withReserved(leftOver(3, false, true)),
                        12,
                        fourIn("2600:1f14:0:100::", "2600:1f14:0:102::", "2600:1f14:0:104::")));
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
                        List.of("10.0.0.16", "10.0.2.16", "10.0.4.16")));
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
                        RESERVED_IN_EACH_64.withIpv6(reservation("$0", "$1", "$2")),
                        3,
                        List.of(
                                "10.0.0.4 2600:1f14:0:100:a::",
                                "10.0.2.4 2600:1f14:0:102:a::",
                                "10.0.4.4 2600:1f14:0:104:a::")));
    }

    private static Stream<Arguments> ipv6Only() {
        return Stream.of(
                arguments(
                        "lowest-free, IPv6-only, one zone",
                        ONE_ZONE.withIpv6Only(LOWEST),
                        3,
                        List.of("2600:1f14:0:100::4", "2600:1f14:0:100::5", "2600:1f14:0:100::6")),
                arguments(
                        "lowest-free, IPv6-only, three zones",
                        THREE_ZONES.withIpv6Only(LOWEST),
                        3,
                        List.of("2600:1f14:0:100::4", "2600:1f14:0:102::4", "2600:1f14:0:104::4")),
                arguments(
                        "lowest-free, IPv6-only, past reservations of both types and a range",
                        ONE_ZONE.withReserved(
                                        explicit(0, "2600:1f14:0:100::4/127"),
                                        new Reserved(0, 0, "2600:1f14:0:100::8/125", "prefix"))
                                .withIpv6Only(
                                        "{\"mode\":\"lowest-free\","
                                                + "\"exclude\":[\"2600:1f14:0:100::10/124\"]}"),
                        3,
                        List.of("2600:1f14:0:100::20", "2600:1f14:0:100::6", "2600:1f14:0:100::7")),
                arguments(
                        "reservation, IPv6-only, one zone, two in order",
                        ONE_ZONE.withReserved(
                                        explicit(0, "2600:1f14:0:100:b::/127"),
                                        new Reserved(0, 0, "2600:1f14:0:100:a::/80", "prefix"))
                                .withIpv6Only(reservation("2600:1f14:0:100:b::/127", "$1")),
                        4,
                        List.of(
                                "2600:1f14:0:100:a::",
                                "2600:1f14:0:100:a::1",
                                "2600:1f14:0:100:b::",
                                "2600:1f14:0:100:b::1")),
                arguments(
                        "reservation, IPv6-only, three zones, by block",
                        RESERVED_IN_EACH_64.withIpv6Only(
                                reservation(
                                        "2600:1f14:0:100:a::/80",
                                        "2600:1f14:0:102:a::/80",
                                        "2600:1f14:0:104:a::/80")),
                        3,
                        List.of(
                                "2600:1f14:0:100:a::",
                                "2600:1f14:0:102:a::",
                                "2600:1f14:0:104:a::")),
                arguments(
                        "reservation, IPv6-only, three zones, by id",
                        RESERVED_IN_EACH_64.withIpv6Only(reservation("$0", "$1", "$2")),
                        3,
                        List.of(
                                "2600:1f14:0:100:a::",
                                "2600:1f14:0:102:a::",
                                "2600:1f14:0:104:a::")));
    }

    private static Stage launched(Layout layout, int nodes) {
        Stage stage = Stage.open(Scenario.realistic(), layout).group(nodes).untilInService(nodes);
        assertThat(stage.notices()).as("no node was replaced").hasSize(nodes);
        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
        return stage;
    }

    private static List<String> fourIn(String... subnets) {
        return Stream.of(subnets)
                .flatMap(subnet -> IntStream.rangeClosed(4, 7).mapToObj(n -> subnet + n))
                .toList();
    }

    /** All but the first eight addresses of each zone's subnet; EC2 keeps four of them. */
    private static Reserved[] leftOver(int zones, boolean ipv4, boolean ipv6) {
        return IntStream.range(0, zones)
                .boxed()
                .flatMap(
                        zone ->
                                Stream.concat(
                                        Stream.of(explicit(zone, "10.0." + 2 * zone + ".8/29"))
                                                .filter(_ -> ipv4),
                                        upperHalves("2600:1f14:0:10" + 2 * zone + "::")
                                                .map(cidr -> explicit(zone, cidr))
                                                .filter(_ -> ipv6)))
                .toArray(Reserved[]::new);
    }

    /** The upper half of a /64, then that of its lower half, and so on down to the last eight. */
    private static Stream<String> upperHalves(String first) {
        return IntStream.rangeClosed(65, 125)
                .mapToObj(
                        length ->
                                Ip.parse(first).plus(BigInteger.ONE.shiftLeft(128 - length))
                                        + "/"
                                        + length);
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

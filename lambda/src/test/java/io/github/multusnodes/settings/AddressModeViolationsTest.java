package io.github.multusnodes.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.multusnodes.reading.Violation;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Map;
import java.util.stream.Stream;

@DisplayName("a violation of an address mode")
final class AddressModeViolationsTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource
    @DisplayName("is told in full:")
    void addressMode(String field, String expected) {
        String json =
                "[{\"name\": \"n3\", \"deviceIndex\": 1, \"subnets\": [\"subnet-0a\"], \"ipv"
                        + field.substring(0, 1)
                        + "\": "
                        + field.substring(2)
                        + "}]";
        InvalidSettingsException refusal =
                catchThrowableOfType(
                        InvalidSettingsException.class,
                        () ->
                                Settings.read(
                                        Map.of("MULTUS_NODE_GROUP", "g", "MULTUS_NETWORKS", json)));
        assertThat(refusal.violations().stream().map(Violation::text))
                .containsExactly("MULTUS_NETWORKS[0].ipv" + expected);
    }

    static Stream<Arguments> addressMode() {
        String mode =
                "; allowed: none, lowest-free, reservation or auto. Leave it out for lowest-free.";
        String mode6 = "; allowed: none, lowest-free, reservation or auto. Leave it out for none.";
        String reservation =
                "; allowed: the id or the IPv4 CIDR block of a reservation, or a list. Write"
                        + " \"scr-...\" or \"10.0.4.128/25\".";
        String reservation6 =
                "; allowed: the id or the IPv6 CIDR block of a reservation, or a list. Write"
                        + " \"scr-...\" or \"2001:db8:0:4:8000::/80\".";
        String name = "; allowed: scr- and up to 17 of 0 to 9 and a to f, or an IPv4 CIDR block. ";
        String onlyReservation =
                "; allowed: reservation only with mode reservation. Set the mode to reservation,"
                        + " or remove it.";
        String block = "; allowed: an IPv4 CIDR block. ";
        String block6 = "; allowed: an IPv6 CIDR block. ";
        String r = "{\"mode\":\"reservation\",\"reservation\":";
        return Stream.of(
                arguments(
                        "4:7",
                        "4 is 7; allowed: an object with the keys mode, reservation, exclude."
                                + " Write it in braces, or leave it out."),
                arguments(
                        "4:{\"size\":1}",
                        "4 is an object with the key \"size\"; allowed: the keys mode,"
                                + " reservation, exclude. Remove the key or mend its spelling."),
                arguments("4:{\"mode\":\"static\"}", "4.mode is \"static\"" + mode),
                arguments(
                        "4:{\"mode\":\"none\"}",
                        "4.mode is \"none\"; allowed: none only beside an ipv6.mode that gives an"
                                + " address. Set ipv6.mode, or leave it out for lowest-free."),
                arguments(
                        "4:{\"mode\":\"none\"},\"ipv6\":{\"mode\":\"none\"}",
                        "4.mode is \"none\"; allowed: none only beside an ipv6.mode that gives an"
                                + " address. Set ipv6.mode, or leave it out for lowest-free."),
                arguments(
                        "4:{\"mode\":\"none\"},\"ipv6\":{\"mode\":\"static\"}",
                        "6.mode is \"static\"" + mode6),
                arguments(
                        "4:{\"mode\":\"none\",\"exclude\":[]},\"ipv6\":{\"mode\":\"auto\"}",
                        "4.exclude is set with mode none; allowed: exclude only where there are"
                                + " addresses. Set a mode, or remove it."),
                arguments(
                        "4:{\"mode\":\"none\",\"reservation\":\"scr-0a\"},"
                                + "\"ipv6\":{\"mode\":\"auto\"}",
                        "4.reservation is set with mode none" + onlyReservation),
                arguments("4:{\"mode\":1}", "4.mode is 1" + mode),
                arguments("6:{\"mode\":\"static\"}", "6.mode is \"static\"" + mode6),
                arguments("6:{\"mode\":1}", "6.mode is 1" + mode6),
                arguments("4:{\"mode\":\"reservation\"}", "4.reservation is missing" + reservation),
                arguments(
                        "6:{\"mode\":\"reservation\"}", "6.reservation is missing" + reservation6),
                arguments("4:" + r + "7}", "4.reservation is 7" + reservation),
                arguments("4:" + r + "[]}", "4.reservation is []" + reservation),
                arguments(
                        "4:" + r + "[7]}",
                        "4.reservation[0] is 7; allowed: text. Write \"scr-...\" or"
                                + " \"10.0.4.128/25\"."),
                arguments(
                        "4:" + r + "\"scr-web\"}",
                        "4.reservation is \"scr-web\""
                                + name
                                + "It is refused because \"scr-web\" is not a CIDR block: write an"
                                + " address, a slash and a prefix length (10.0.4.128/25)."),
                arguments(
                        "4:" + r + "[\"scr-0a\",\"10.0.4.8/28\"]}",
                        "4.reservation[1] is \"10.0.4.8/28\""
                                + name
                                + "It is refused because \"10.0.4.8/28\" does not start on a"
                                + " boundary of its length: write 10.0.4.0/28."),
                arguments(
                        "4:" + r + "\"2001:db8::/80\"}",
                        "4.reservation is \"2001:db8::/80\""
                                + name
                                + "Move it to ipv6, or remove it."),
                arguments(
                        "6:" + r + "\"10.0.4.0/28\"}",
                        "6.reservation is \"10.0.4.0/28\"; allowed: scr- and up to 17 of 0 to 9"
                                + " and a to f, or an IPv6 CIDR block. Move it to ipv4, or remove"
                                + " it."),
                arguments(
                        "4:" + r + "[\"scr-0a\",\"scr-0a\"]}",
                        "4.reservation[1] is \"scr-0a\" again; allowed: each reservation once."
                                + " Remove it."),
                arguments(
                        "4:{\"reservation\":\"scr-0a\"}",
                        "4.reservation is set with mode lowest-free" + onlyReservation),
                arguments(
                        "4:{\"mode\":\"auto\",\"reservation\":\"scr-0a\"}",
                        "4.reservation is set with mode auto" + onlyReservation),
                arguments(
                        "6:{\"reservation\":\"scr-0a\"}",
                        "6.reservation is set with mode none" + onlyReservation),
                arguments(
                        "6:{\"exclude\":[]}",
                        "6.exclude is set with mode none; allowed: exclude only where there are"
                                + " addresses. Set a mode, or remove it."),
                arguments(
                        "4:{\"exclude\":\"10.0.4.0/28\"}",
                        "4.exclude is \"10.0.4.0/28\"; allowed: a list of IPv4 CIDR blocks. Write"
                                + " [\"10.0.4.128/25\"]."),
                arguments(
                        "4:{\"exclude\":[\"10.0.4.129/25\"]}",
                        "4.exclude[0] is \"10.0.4.129/25\""
                                + block
                                + "It is refused because \"10.0.4.129/25\" does not start on a"
                                + " boundary of its length: write 10.0.4.128/25."),
                arguments(
                        "4:{\"exclude\":[\"::/64\"]}",
                        "4.exclude[0] is \"::/64\"" + block + "Move it to ipv6, or remove it."),
                arguments(
                        "6:{\"mode\":\"auto\",\"exclude\":[\"10.0.0.0/8\"]}",
                        "6.exclude[0] is \"10.0.0.0/8\""
                                + block6
                                + "Move it to ipv4, or remove it."));
    }
}

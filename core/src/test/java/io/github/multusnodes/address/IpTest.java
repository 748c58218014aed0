package io.github.multusnodes.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;

@DisplayName("an address")
final class IpTest {

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"0.0.0.0", "10.0.4.7", "255.255.255.255", "100.64.0.10"})
    @DisplayName("of IPv4 is written as it was read")
    void ipv4IsWrittenAsItWasRead(String text) {
        assertThat(Ip.parse(text)).hasToString(text);
        assertThat(Ip.parse(text).family()).isEqualTo(Family.IPV4);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "2001:DB8::0007, 2001:db8::7",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:db8::1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "::ffff:10.0.4.7, ::ffff:a00:407",
        "1:2:3:4:5:6:10.0.4.7, 1:2:3:4:5:6:a00:407",
        "0:0:1::, 0:0:1::"
    })
    @DisplayName("of IPv6 is read from any text form and written in the one of RFC 5952")
    void ipv6IsWrittenCanonically(String text, String canonical) {
        assertThat(Ip.parse(text)).hasToString(canonical);
        assertThat(Ip.parse(text).family()).isEqualTo(Family.IPV6);
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(
            strings = {
                "",
                "10",
                "10.0.4",
                "10.0.4.7.1",
                "10.0.4.",
                "10.0.4.256",
                "10.0.4.07",
                "010.0.4.7",
                "10.0.4.-7",
                "10.0.4.+7",
                " 10.0.4.7",
                "10.0.4.7/32",
                "0x0a.0.4.7",
                "localhost",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "1:2:3:4::5:6:7:8",
                "12345::",
                "g::",
                "fe80::1%eth0",
                "10.0.4.7::",
                "::10.0.4.7:1",
                "::10.0.4",
                "1:2:3:4:5:6:7:10.0.4.7",
                "[::1]"
            })
    @DisplayName("is refused where the text is not one, and the message says what to write")
    void otherTextIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ip.parse(text))
                .withMessage(
                        "\""
                                + text
                                + "\" is not an IP address: write four numbers from 0 to 255"
                                + " without leading zeros (10.0.4.7) or an IPv6 address"
                                + " (2001:db8::7)");
    }

    @Test
    @DisplayName("counts over the border of an octet, up and down")
    void countsOverBorders() {
        assertThat(Ip.parse("10.0.4.255").plus(1)).hasToString("10.0.5.0");
        assertThat(Ip.parse("10.0.5.0").plus(-1)).hasToString("10.0.4.255");
        assertThat(Ip.parse("2001:db8::").plus(BigInteger.TWO.pow(64)))
                .hasToString("2001:db8:0:1::");
    }

    @Test
    @DisplayName("does not count out of its family")
    void staysInItsFamily() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ip.parse("255.255.255.255").plus(1))
                .withMessage("4294967296 is not an address of IPV4");
        assertThatIllegalArgumentException().isThrownBy(() -> Ip.parse("::").plus(-1));
    }

    @Test
    @DisplayName("never equals one of the other family")
    void familiesDiffer() {
        assertThat(Ip.parse("0.0.0.1")).isNotEqualTo(Ip.parse("::1")).isLessThan(Ip.parse("::"));
    }
}

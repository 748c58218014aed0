package io.github.multusnodes.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("a CIDR block")
final class CidrTest {

    @ParameterizedTest(name = "{0}: {1} to {2}, {3}")
    @CsvSource({
        "10.0.4.128/25, 10.0.4.128, 10.0.4.255, 128",
        "10.0.4.7/32, 10.0.4.7, 10.0.4.7, 1",
        "0.0.0.0/0, 0.0.0.0, 255.255.255.255, 4294967296",
        "2001:db8::/64, 2001:db8::, 2001:db8::ffff:ffff:ffff:ffff, 18446744073709551616",
        "::1/128, ::1, ::1, 1"
    })
    @DisplayName("knows its first address, its last and its size")
    void knowsItsBounds(String text, String first, String last, String size) {
        Cidr cidr = Cidr.parse(text);
        assertThat(cidr.first()).hasToString(first);
        assertThat(cidr.last()).hasToString(last);
        assertThat(cidr.size()).hasToString(size);
        assertThat(cidr).hasToString(text);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "10.0.4.129/25, \"10.0.4.129/25\" does not start on a boundary of its length:"
                + " write 10.0.4.128/25",
        "2001:db8::1/64, \"2001:db8::1/64\" does not start on a boundary of its length:"
                + " write 2001:db8::/64",
        "10.0.0.0/33, \"10.0.0.0/33\" is not a CIDR block: write a prefix length from 0 to 32",
        "::/129, \"::/129\" is not a CIDR block: write a prefix length from 0 to 128"
    })
    @DisplayName("is refused with the block to write instead")
    void isRefusedWithAdvice(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cidr.parse(text))
                .withMessage(message);
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"", "/", "10.0.0.0", "10.0.0.0/", "10.0.0.0/a", "10.0.0.0/08", "::/-1"})
    @DisplayName("is refused where the text is not one")
    void otherTextIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cidr.parse(text))
                .withMessage(
                        "\""
                                + text
                                + "\" is not a CIDR block: write an address, a slash and a prefix"
                                + " length (10.0.4.128/25)");
    }

    @Test
    @DisplayName("is refused where its address is not one")
    void itsAddressMustBeOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cidr.parse("10.0/16"))
                .withMessageStartingWith("\"10.0\" is not an IP address");
    }

    @Test
    @DisplayName("contains its first and last address and none beside them")
    void containsItsAddresses() {
        Cidr cidr = Cidr.parse("10.0.4.128/25");
        assertThat(cidr.contains(cidr.first())).isTrue();
        assertThat(cidr.contains(cidr.last())).isTrue();
        assertThat(cidr.contains(cidr.first().plus(-1))).isFalse();
        assertThat(cidr.contains(cidr.last().plus(1))).isFalse();
        assertThat(Cidr.parse("::/0").contains(cidr.first())).isFalse();
    }

    @ParameterizedTest(name = "{0} and {1}: contains {2}, overlaps {3}")
    @CsvSource({
        "10.0.4.0/24, 10.0.4.0/24, true, true",
        "10.0.4.0/24, 10.0.4.128/25, true, true",
        "10.0.4.128/25, 10.0.4.0/24, false, true",
        "10.0.4.0/25, 10.0.4.128/25, false, false",
        "0.0.0.0/0, ::/0, false, false"
    })
    @DisplayName("relates to another block")
    void relatesToAnother(String one, String other, boolean contains, boolean overlaps) {
        assertThat(Cidr.parse(one).contains(Cidr.parse(other))).isEqualTo(contains);
        assertThat(Cidr.parse(one).overlaps(Cidr.parse(other))).isEqualTo(overlaps);
        assertThat(Cidr.parse(other).overlaps(Cidr.parse(one))).isEqualTo(overlaps);
    }
}

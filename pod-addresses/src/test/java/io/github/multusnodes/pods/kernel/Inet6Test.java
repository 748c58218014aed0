package io.github.multusnodes.pods.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.address.Ip;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class Inet6Test {

    @Test
    void a_line_of_the_table_is_read() {
        assertThat(
                        Inet6.of(
                                List.of(
                                        "20010db8000400000000000000000007 03 40 00 80     net1",
                                        "fe800000000000000000000000000007 0a 40 20 c0     net2")))
                .containsExactly(
                        new Inet6(Ip.parse("2001:db8:4::7"), "net1", 0, 0x80),
                        new Inet6(Ip.parse("fe80::7"), "net2", 0x20, 0xc0));
    }

    @Test
    void what_is_no_line_of_the_table_is_passed_over() {
        assertThat(Inet6.of(List.of("", "Inter-| Receive"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "00, 80, true, permanent",
        "00, 00, true, of a router's announcement",
        "00, a0, true, deprecated",
        "00, c0, false, tentative",
        "00, c4, true, tentative and optimistic",
        "00, c8, false, tentative and a duplicate",
        "00, 88, false, a duplicate",
        "20, 80, false, link-local",
        "40, 80, false, site-local",
        "10, 80, false, loopback",
    })
    void only_global_addresses_that_are_nobody_elses_are_usable(
            String scope, String flags, boolean usable, String what) {
        String line = "20010db8000400000000000000000007 03 40 " + scope + " " + flags + " net1";

        assertThat(Inet6.of(List.of(line)).getFirst().usable()).as(what).isEqualTo(usable);
    }
}

package io.github.multusnodes.simulator.state.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.math.BigInteger;

class IpTest {

    @Property
    void an_ipv6_address_is_what_its_text_says(@ForAll @Size(16) byte[] bytes) {
        Ip ip = new Ip(true, new BigInteger(1, bytes));
        assertThat(Ip.parse(ip.toString())).contains(ip);
    }

    @Property
    void an_ipv4_address_is_what_its_text_says(@ForAll int bits) {
        Ip ip = new Ip(false, BigInteger.valueOf(Integer.toUnsignedLong(bits)));
        assertThat(Ip.parse(ip.toString())).contains(ip);
    }

    @Property
    void a_block_holds_its_ends_and_not_their_neighbours(
            @ForAll int bits, @ForAll @IntRange(min = 1, max = 32) int length) {
        Ip ip = new Ip(false, BigInteger.valueOf(Integer.toUnsignedLong(bits)));
        Block block = Block.of(ip, length);
        assertThat(block.contains(ip)).isTrue();
        assertThat(block.contains(block.first())).isTrue();
        assertThat(block.contains(block.last())).isTrue();
        assertThat(block.contains(block.last().plus(1))).isFalse();
        assertThat(block.contains(block.first().plus(-1))).isFalse();
        assertThat(Block.parse(block.toString())).contains(block);
    }

    @Test
    void ipv6_is_written_in_its_shortest_form() {
        assertThat(Ip.parse("2001:0db8:0:0:1:0:0:1").map(Ip::toString))
                .contains("2001:db8::1:0:0:1");
        assertThat(Ip.parse("2001:db8:0:1:1:1:1:1").map(Ip::toString))
                .contains("2001:db8:0:1:1:1:1:1");
        assertThat(Ip.parse("0:0:0:0:0:0:0:0").map(Ip::toString)).contains("::");
    }

    @Test
    void what_is_no_literal_is_no_address() {
        for (String text :
                new String[] {"", "1.2.3", "1.2.3.4.", "1.2.3.400", "fe80::1%eth0", "::x"}) {
            assertThat(Ip.parse(text)).as(text).isEmpty();
        }
        for (String text : new String[] {"10.0.0.0", "10.0.0.0/33", "10.0.0.0/", "x/8"}) {
            assertThat(Block.parse(text)).as(text).isEmpty();
        }
    }
}

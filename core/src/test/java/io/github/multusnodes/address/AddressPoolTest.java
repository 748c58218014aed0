package io.github.multusnodes.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

@DisplayName("the pool of a subnet")
final class AddressPoolTest {

    private static final Cidr SUBNET = Cidr.parse("10.0.4.0/28");

    @ParameterizedTest(name = "{0}: {1}, {2} addresses")
    @CsvSource({
        "10.0.4.0/28, 10.0.4.4-10.0.4.14, 11",
        "10.0.0.0/16, 10.0.0.4-10.0.255.254, 65531",
        "2001:db8::/64, 2001:db8::4-2001:db8::ffff:ffff:ffff:fffe, 18446744073709551611",
        "10.0.4.0/29, 10.0.4.4-10.0.4.6, 3"
    })
    @DisplayName("is all of it but the first four addresses and the last")
    void fiveAreReserved(String subnet, String range, String size) {
        AddressPool pool = AddressPool.ofSubnet(Cidr.parse(subnet));
        assertThat(pool.ranges()).map(AddressRange::toString).containsExactly(range);
        assertThat(pool.size()).isEqualTo(new BigInteger(size));
    }

    @ParameterizedTest
    @CsvSource({"10.0.4.0/30", "10.0.4.7/32", "::1/128"})
    @DisplayName("is empty where the reserved addresses are all there is")
    void aTinySubnetIsEmpty(String subnet) {
        assertThat(AddressPool.ofSubnet(Cidr.parse(subnet)).isEmpty()).isTrue();
        assertThat(AddressPool.ofSubnet(Cidr.parse(subnet)).free(0)).isEmpty();
    }

    @Test
    @DisplayName("offers holes first")
    void holesFirst() {
        AddressPool pool = AddressPool.ofSubnet(SUBNET).without(ips("10.0.4.4", "10.0.4.6"));
        assertThat(pool.free(0)).contains(Ip.parse("10.0.4.5"));
        assertThat(pool.free(1)).contains(Ip.parse("10.0.4.7"));
        assertThat(pool.free(8)).contains(Ip.parse("10.0.4.14"));
        assertThat(pool.free(9)).isEmpty();
    }

    @Test
    @DisplayName("is empty once everything is taken")
    void emptyWhenTaken() {
        AddressPool pool = AddressPool.ofSubnet(SUBNET).without(SUBNET);
        assertThat(pool.isEmpty()).isTrue();
        assertThat(pool.size()).isZero();
        assertThat(pool.without(SUBNET).isEmpty()).isTrue();
    }

    @Test
    @DisplayName("loses whole blocks, also such as reach over its end or over several ranges")
    void losesBlocks() {
        AddressPool pool =
                AddressPool.ofSubnet(Cidr.parse("10.0.4.0/24")).without(ips("10.0.4.200"));
        assertThat(pool.without(Cidr.parse("10.0.4.128/25")).ranges())
                .map(AddressRange::toString)
                .containsExactly("10.0.4.4-10.0.4.127");
        assertThat(pool.without(Cidr.parse("0.0.0.0/0")).isEmpty()).isTrue();
        assertThat(pool.without(Cidr.parse("10.0.4.192/28"), Cidr.parse("10.0.4.196/30")).ranges())
                .map(AddressRange::toString)
                .containsExactly("10.0.4.4-10.0.4.191", "10.0.4.208-10.0.4.254");
    }

    @Test
    @DisplayName("does not care about addresses of the other family or another subnet")
    void othersAreIgnored() {
        AddressPool pool = AddressPool.ofSubnet(SUBNET);
        assertThat(
                        pool.without(ips("2001:db8::5", "10.0.5.5", "10.0.3.5", "255.255.255.255"))
                                .without(Cidr.parse("::/0"))
                                .ranges())
                .isEqualTo(pool.ranges());
        AddressPool six = AddressPool.ofSubnet(Cidr.parse("2001:db8::/64"));
        assertThat(six.without(Cidr.parse("0.0.0.0/0")).ranges()).isEqualTo(six.ranges());
        assertThat(six.within(SUBNET).isEmpty()).isTrue();
    }

    @Test
    @DisplayName("can be narrowed to a block")
    void narrowed() {
        AddressPool pool = AddressPool.ofSubnet(Cidr.parse("10.0.4.0/24"));
        assertThat(pool.within(Cidr.parse("10.0.4.0/29")).ranges())
                .map(AddressRange::toString)
                .containsExactly("10.0.4.4-10.0.4.7");
        assertThat(pool.within(Cidr.parse("10.0.5.0/24")).isEmpty()).isTrue();
    }

    @Test
    @DisplayName("takes sixty thousand used addresses in any order")
    void manyAddresses() {
        Cidr subnet = Cidr.parse("10.0.0.0/16");
        List<Ip> taken =
                IntStream.range(0, 60_000)
                        .mapToObj(i -> subnet.first().plus(i))
                        .collect(Collectors.toList());
        Collections.reverse(taken);
        AddressPool pool = AddressPool.ofSubnet(subnet).without(taken);
        assertThat(pool.ranges())
                .map(AddressRange::toString)
                .containsExactly("10.0.234.96-10.0.255.254");
    }

    @Test
    @DisplayName("has no address before the first")
    void noNegativePlace() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressPool.ofSubnet(SUBNET).free(-1))
                .withMessage("n is -1; allowed: 0 and up");
    }

    private static List<Ip> ips(String... texts) {
        return List.of(texts).stream().map(Ip::parse).toList();
    }
}

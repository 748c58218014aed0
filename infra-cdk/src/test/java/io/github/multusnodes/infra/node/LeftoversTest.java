package io.github.multusnodes.infra.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;

/** What other programs have given to a link is taken away, or the script fails. */
class LeftoversTest extends NodeTest {

    @Test
    void flushes_what_networkd_does_not_know_of() throws IOException, InterruptedException {
        attach("ens6", ONE, 1);
        machine()
                .shell(
                        """
                        ip address add 192.0.2.9/24 dev ens6
                        ip address add 2001:db8::9/64 dev ens6 nodad
                        ip route add 198.51.100.0/24 via 192.0.2.1 dev ens6
                        ip route add 198.51.100.0/24 via 192.0.2.1 dev ens6 table 77
                        ip rule add from 192.0.2.9 table 10001
                        ip rule add from 192.0.2.10 table 10001
                        ip -6 rule add from 2001:db8::9 table 10001
                        """);

        machine().userData(LONG, N3).lines();

        assertThat(state("ens6", 10001)).isEqualTo(N3_READY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ip address add 192.0.2.9/24 dev ens6",
                "ip route add 198.51.100.0/24 dev ens6 table 77",
                "ip rule add from 192.0.2.9 table 10001",
                "ip -6 rule add from 2001:db8::9 table 10001"
            })
    void flushes_what_was_added_since(String added) throws IOException, InterruptedException {
        attach("ens6", ONE, 1);
        machine().userData(LONG, N3).lines();
        machine().shell(added);
        assertThat(state("ens6", 10001)).isNotEqualTo(N3_READY);

        machine().configureAgain().lines();

        assertThat(state("ens6", 10001)).isEqualTo(N3_READY);
    }

    @Test
    void keeps_the_routes_and_rules_of_others() throws IOException, InterruptedException {
        attach("ens6", ONE, 1);
        attach("ens8", THREE, 3);
        machine()
                .shell(
                        """
                        ip rule add from 10.0.5.8 table 3
                        ip route add default via 10.0.5.1 dev ens8 table 3
                        """);
        String routes = "ip rule show | grep -v 10001; ip route show table 3";
        var before = machine().shell(routes);

        machine().userData(LONG, N3).lines();

        assertThat(machine().shell(routes)).isEqualTo(before);
    }

    @Test
    void flushes_a_link_that_networkd_leaves_alone() throws IOException, InterruptedException {
        machine().write("etc/image", "cni-word");
        attach("ens6", ONE, 1);
        machine().shell("ip link set ens6 up; ip address add 192.0.2.9/24 dev ens6");

        machine().userData(LONG, N3).lines();

        assertThat(state("ens6", 10001)).isEqualTo(N3_READY);
    }

    @Test
    void gives_no_address_of_its_own_to_a_link_that_networkd_leaves_alone()
            throws IOException, InterruptedException {
        machine().write("etc/image", "cni-word");
        attach("ens6", ONE, 1);

        machine().userData(LONG, N3).lines();

        assertThat(machine().run("cat", "/proc/sys/net/ipv6/conf/ens6/disable_ipv6"))
                .containsExactly("1");
    }

    @Test
    void fails_where_another_file_has_the_link() throws IOException, InterruptedException {
        machine()
                .write(
                        "etc/systemd/network/05-mine.network",
                        "[Match]\nPermanentMACAddress="
                                + ONE
                                + "\n[Link]\nMTUBytes=1500\n[Network]\nDHCP=no\n");
        attach("ens6", ONE, 1);

        assertHeld(
                machine().userData(LONG, N3),
                "multus-nodes: FAILED: network n3 (multus1): ens6 has"
                        + " /etc/systemd/network/05-mine.network from networkd; is not up with MTU"
                        + " 9001. To try again: systemctl start nodeadm-run");
    }

    @Test
    void fails_where_networkd_lets_a_link_down() throws IOException, InterruptedException {
        attach("ens6", ONE, 1);
        machine().userData(LONG, N3).lines();
        machine().shell("ip link set ens6 down");

        assertThat(machine().configureAgain().said())
                .contains(
                        "multus-nodes: FAILED: network n3 (multus1): ens6 is not up with MTU 9001."
                                + " To try again: systemctl start nodeadm-run");
    }

    @Test
    void raises_a_link_that_networkd_leaves_alone() throws IOException, InterruptedException {
        machine().write("etc/image", "cni-word");
        attach("ens6", ONE, 1);
        machine().userData(LONG, N3).lines();
        machine().shell("ip link set ens6 down mtu 1500");

        machine().configureAgain().lines();

        assertThat(state("ens6", 10001)).isEqualTo(N3_READY);
    }

    @Test
    void says_which_name_another_link_has() throws IOException, InterruptedException {
        attach("ens6", ONE, 1);
        machine().link("multus1", THREE);

        Running.Ended ended = machine().userData(LONG, N3);

        assertThat(ended.status()).isNotZero();
        assertThat(ended.said())
                .anyMatch(line -> line.startsWith("multus-nodes: FAILED: line "))
                .anyMatch(line -> line.contains("altname"));
        assertThat(machine().startKubelet()).isEqualTo(HELD);
    }
}

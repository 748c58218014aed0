package io.github.multusnodes.infra.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;

/** Which link belongs to which network, what it is called, and which links are left alone. */
class WhichLinkTest extends NodeTest {

    @Test
    void goes_by_device_index_and_not_by_the_order_of_links()
            throws IOException, InterruptedException {
        attach("ens6", TWO, 2);
        attach("ens7", ONE, 1);

        assertThat(machine().userData(LONG, N3, N4).lines())
                .containsExactly("multus-nodes: ready: n3=ens7 n4=ens6");
        assertThat(state("ens7", 10001)).isEqualTo(N3_READY);
    }

    @Test
    void does_not_use_the_name_that_a_link_has_at_first() throws IOException, InterruptedException {
        machine().shell("mkfifo /var/held-event");
        machine().metadata().attach(ONE, 1);
        Running event = machine().start("udevadm", "plug", "ens6", ONE);
        event.awaits("the link is called eth0");
        Running script = machine().startUserData(LONG, N3);
        machine().awaitsLastRequest();

        machine().shell("echo >/var/held-event");

        event.end().lines();
        assertThat(script.end().lines()).last().isEqualTo("multus-nodes: ready: n3=ens6");
        assertThat(state("ens6", 10001)).isEqualTo(N3_READY);
    }

    @Test
    void tells_cards_apart() throws IOException, InterruptedException {
        String onCard1 = "{\"name\":\"n5\",\"networkCardIndex\":1,\"deviceIndex\":1}";
        machine().metadata().of(ONE, "network-card", "0");
        machine().metadata().of(TWO, "network-card", "1");
        attach("ens6", ONE, 1);
        attach("ens33", TWO, 1);
        machine().shell("ip rule add from 10.0.4.7 table 10101");

        assertThat(machine().userData(LONG, N3, onCard1).lines())
                .containsExactly("multus-nodes: ready: n3=ens6 n5=ens33");
        assertThat(state("ens33", 10101)).isEqualTo("up; MTU 9001; multus1-1; multus-n5");
        assertThat(machine().has("etc/systemd/network/10-multus1-1.network")).isTrue();
    }

    @Test
    void does_not_take_an_interface_of_another_card() throws IOException, InterruptedException {
        attach("ens6", ONE, 1);

        assertThat(
                        machine()
                                .userData(
                                        0,
                                        "{\"name\":\"n5\",\"networkCardIndex\":1,\"deviceIndex\":1}")
                                .said())
                .anyMatch(line -> line.contains("n5 (multus1-1): no interface at card/index 1/1"));
    }

    @Test
    void names_a_link_after_its_network_up_to_15_characters()
            throws IOException, InterruptedException {
        attach("ens6", ONE, 1);
        attach("ens7", TWO, 2);

        machine()
                .userData(
                        LONG,
                        "{\"name\":\"eightchr\",\"deviceIndex\":1}",
                        "{\"name\":\"ninechars\",\"deviceIndex\":2}")
                .lines();

        assertThat(state("ens6", 10001)).isEqualTo("up; MTU 9001; multus1; multus-eightchr");
        assertThat(state("ens7", 10002)).isEqualTo("up; MTU 9001; multus2");
    }

    @Test
    void finds_the_link_of_a_MAC_that_is_listed_in_capitals()
            throws IOException, InterruptedException {
        machine().leases("02:aa:00:00:00:0f", "10.0.3.7/24", "10.0.3.1");
        machine().plug("ens6", "02:aa:00:00:00:0f");
        machine().metadata().attach("02:AA:00:00:00:0F", 1);

        assertThat(machine().userData(LONG, N3).lines())
                .containsExactly("multus-nodes: ready: n3=ens6");
    }

    @Test
    void does_not_take_an_ipvlan_for_its_master() throws IOException, InterruptedException {
        attach("ens6", ONE, 1);
        twinOfAPod("INTERFACE=twin\nDEVTYPE=ipvlan\n");

        assertThat(machine().userData(LONG, N3).lines())
                .containsExactly("multus-nodes: ready: n3=ens6");
    }

    @Test
    void does_not_choose_between_two_links_of_a_place() throws IOException, InterruptedException {
        attach("ens6", ONE, 1);
        twinOfAPod("INTERFACE=twin\n");

        assertThat(machine().userData(0, N3).said())
                .anyMatch(line -> line.contains("n3 (multus1): several links: "));
    }

    @Test
    void does_not_stumble_over_a_link_without_a_MAC() throws IOException, InterruptedException {
        attach("ens6", ONE, 1);
        machine().link("tun0", THREE);
        machine().write("tmp/address", "\n");
        machine().shell("mount --bind /tmp/address /sys/class/net/tun0/address");

        assertThat(machine().userData(LONG, N3).lines())
                .containsExactly("multus-nodes: ready: n3=ens6");
    }

    @Test
    void ignores_a_detached_interface_that_is_still_listed()
            throws IOException, InterruptedException {
        machine().metadata().attach(TWO, 1);
        attach("ens6", ONE, 1);

        assertThat(machine().userData(LONG, N3).lines())
                .containsExactly("multus-nodes: ready: n3=ens6");
    }

    @Test
    void leaves_an_interface_of_the_VPC_CNI_alone() throws IOException, InterruptedException {
        attach("ens6", ONE, 1);
        attach("ens8", THREE, 3);
        String before = state("ens8", 10003);
        assertThat(before).contains("10.0.5.7/24", "default", "lookup 10003");

        machine().userData(LONG, N3).lines();

        assertThat(state("ens8", 10003)).isEqualTo(before);
        assertThat(machine().written("etc/systemd/network").keySet())
                .containsExactly("10-multus1.link", "10-multus1.network");
    }

    /**
     * A second link with the MAC of the first; this kernel may have no ipvlan, so told by a file.
     */
    private void twinOfAPod(String uevent) throws IOException, InterruptedException {
        machine().link("twin", ONE);
        machine().write("tmp/uevent", uevent);
        machine().shell("mount --bind /tmp/uevent /sys/class/net/twin/uevent");
    }
}

package io.github.multusnodes.infra.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

/** What the script waits for at the first boot, and when it gives up. */
class WaitingTest extends NodeTest {

    private static final String TRY_AGAIN = ". To try again: systemctl start nodeadm-run";

    @Test
    void configures_at_once_what_is_there_at_boot() throws IOException, InterruptedException {
        attach("ens6", ONE, 1);
        attach("ens7", TWO, 2);

        assertThat(machine().userData(LONG, N3, N4).lines())
                .containsExactly("multus-nodes: ready: n3=ens6 n4=ens7");
        assertThat(state("ens6", 10001)).isEqualTo(N3_READY);
        assertThat(state("ens7", 10002)).isEqualTo(N4_READY);
        assertThat(machine().read("run/multus-nodes/links"))
                .isEqualTo("multus1 ens6\nmultus2 ens7\n");
        assertThat(machine().startKubelet()).isEqualTo(STARTED);
    }

    @Test
    void waits_for_an_interface_that_is_plugged_later() throws IOException, InterruptedException {
        Running script = machine().startUserData(LONG, N3);
        script.awaits(
                "waiting: network n3 (multus1): no interface at card/index 0/1, but"
                        + " {\"02:00:00:00:00:05\":\"0/0\"}");

        attach("ens6", ONE, 1);

        assertThat(script.end().lines()).last().isEqualTo("multus-nodes: ready: n3=ens6");
        assertThat(state("ens6", 10001)).isEqualTo(N3_READY);
    }

    @Test
    void waits_for_the_link_of_an_interface_that_is_attached()
            throws IOException, InterruptedException {
        machine().metadata().attach(ONE, 1);
        Running script = machine().startUserData(LONG, N3);
        script.awaits("network n3 (multus1): no link with the MAC [\"" + ONE + "\"]");

        machine().plug("ens6", ONE);

        assertThat(script.end().lines()).last().isEqualTo("multus-nodes: ready: n3=ens6");
    }

    @Test
    void tells_what_is_lacking_only_when_that_changes() throws IOException, InterruptedException {
        Running script = machine().startUserData(LONG, N3, N4);
        script.awaits("n3 (multus1): no interface");
        machine().awaitsLooks(4);
        attach("ens6", ONE, 1);
        script.awaits("waiting: network n4 (multus2): no interface");
        attach("ens7", TWO, 2);

        List<String> said = script.end().lines();

        assertThat(said)
                .doesNotHaveDuplicates()
                .last()
                .asString()
                .startsWith("multus-nodes: ready");
    }

    @Test
    void gives_up_in_time_and_holds_kubelet_when_one_is_missing()
            throws IOException, InterruptedException {
        attach("ens6", ONE, 1);

        assertHeld(
                machine().userData(0, N3, N4),
                "multus-nodes: FAILED: after 0 s: network n4 (multus2): no interface at"
                        + " card/index 0/2, but {\"02:00:00:00:00:05\":\"0/0\",\""
                        + ONE
                        + "\":\"0/1\"}. Did the launch function attach it?"
                        + TRY_AGAIN);
    }

    @Test
    void starts_kubelet_after_all_when_what_was_missing_has_come()
            throws IOException, InterruptedException {
        assertThat(machine().userData(0, N3).status()).isNotZero();

        attach("ens6", ONE, 1);

        assertThat(machine().startKubelet()).isEqualTo(STARTED);
    }

    @Test
    void does_not_believe_device_number_0_of_a_fresh_interface()
            throws IOException, InterruptedException {
        machine().metadata().attach(ONE, 0);
        machine().plug("ens6", ONE);
        Running script = machine().startUserData(LONG, N3);
        script.awaits("no interface at card/index 0/1, but");

        machine().metadata().attach(ONE, 1);

        assertThat(script.end().lines()).last().isEqualTo("multus-nodes: ready: n3=ens6");
    }

    @Test
    void waits_while_a_listed_interface_has_no_device_number()
            throws IOException, InterruptedException {
        machine().metadata().list(ONE);
        machine().plug("ens6", ONE);
        Running script = machine().startUserData(LONG, N3);
        script.awaits("no interface at card/index 0/1");

        machine().metadata().attach(ONE, 1);

        assertThat(script.end().lines()).last().isEqualTo("multus-nodes: ready: n3=ens6");
    }

    @Test
    void renews_a_token_that_expires_between_two_requests()
            throws IOException, InterruptedException {
        machine().metadata().tokenUses(15);
        Running script = machine().startUserData(LONG, N3);
        script.awaits("no interface at card/index 0/1");
        attach("ens6", ONE, 1);

        assertThat(script.end().lines()).last().isEqualTo("multus-nodes: ready: n3=ens6");
        List<String> asked = machine().stopMetadata();
        assertThat(asked).anyMatch(request -> request.endsWith(" 401"));
        assertThat(asked).filteredOn("PUT api/token 200"::equals).hasSizeGreaterThan(1);
    }

    @Test
    void waits_for_a_metadata_service_that_does_not_answer()
            throws IOException, InterruptedException {
        machine().stopMetadata();
        Running script = machine().startUserData(LONG, N3);
        script.awaits("waiting: http://169.254.169.254/latest/meta-data/instance-id answers 000");

        attach("ens6", ONE, 1);
        machine().startMetadata();

        assertThat(script.end().lines()).last().isEqualTo("multus-nodes: ready: n3=ens6");
    }

    @Test
    void does_not_take_trouble_for_an_absent_network_card()
            throws IOException, InterruptedException {
        String card = "meta-data/network/interfaces/macs/" + ONE + "/network-card";
        machine().metadata().answers(List.of(card + " 503"));
        machine().metadata().of(ONE, "network-card", "1");
        attach("ens6", ONE, 1);

        assertHeld(
                machine().userData(0, N3),
                "multus-nodes: FAILED: after 0 s: http://169.254.169.254/latest/"
                        + card
                        + " answers 503. Did the launch function attach it?"
                        + TRY_AGAIN);
    }

    @Test
    void refuses_what_is_no_list_of_networks() throws IOException, InterruptedException {
        assertHeld(
                machine().userData(LONG, "{\"name\":"),
                "multus-nodes: FAILED: /etc/multus-nodes/networks.json is no list of networks"
                        + TRY_AGAIN);
    }

    @Test
    void is_ready_at_once_without_networks() throws IOException, InterruptedException {
        assertThat(machine().userData(0).lines()).containsExactly("multus-nodes: ready:");
        assertThat(machine().startKubelet()).isEqualTo(STARTED);
    }
}

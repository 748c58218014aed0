package io.github.multusnodes.infra.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;

/** The unit at later boots and when interfaces are replaced; scripts that die on the way. */
class AgainTest extends NodeTest {

    @Test
    void changes_nothing_the_second_time() throws IOException, InterruptedException {
        boot();
        Map<String, FileTime> files = machine().written("etc");
        machine().calls();

        assertThat(machine().configureAgain().lines())
                .containsExactly("multus-nodes: ready: n3=ens6 n4=ens7");

        assertThat(machine().calls()).containsExactly("systemctl start multus-nodes.service");
        assertThat(machine().written("etc")).isEqualTo(files);
    }

    @Test
    void holds_kubelet_at_a_reboot_until_the_interfaces_are_there()
            throws IOException, InterruptedException {
        boot();
        Map<String, FileTime> files = machine().written("etc");
        machine().reboot();
        machine().plug("ens6", ONE);
        assertThat(state("ens6", 10001)).as("by its files alone").isEqualTo(N3_READY);
        machine().calls();

        Running kubelet = machine().start("systemctl", "start", "nodeadm-run.service");
        kubelet.awaits("waiting: network n4 (multus2): no link with the MAC");
        assertThat(machine().has("run/multus-nodes/ready")).isFalse();
        machine().plug("ens7", TWO);

        assertThat(kubelet.end().lines()).last().isEqualTo(STARTED);
        assertThat(state("ens7", 10002)).isEqualTo(N4_READY);
        assertThat(machine().written("etc")).isEqualTo(files);
    }

    @Test
    void configures_an_interface_that_is_replaced() throws IOException, InterruptedException {
        boot();
        machine().unplug("ens6");
        machine().metadata().detach(ONE);
        attach("ens6", THREE, 1);
        assertThat(state("ens6", 10001)).contains("10.0.5.7/24").doesNotContain("multus1");

        assertThat(machine().configureAgain().lines())
                .containsExactly("multus-nodes: ready: n3=ens6 n4=ens7");
        assertThat(state("ens6", 10001)).isEqualTo(N3_READY);
        machine().unplug("ens6");
        machine().plug("ens6", THREE);
        assertThat(state("ens6", 10001)).as("plugged once more").isEqualTo(N3_READY);
    }

    @Test
    void takes_names_away_from_a_link_that_has_another_place_now()
            throws IOException, InterruptedException {
        boot();
        machine().metadata().attach(ONE, 2);
        machine().metadata().attach(TWO, 1);

        assertThat(machine().configureAgain().lines())
                .containsExactly("multus-nodes: ready: n3=ens7 n4=ens6");
        assertThat(state("ens7", 10001)).isEqualTo(N3_READY);
        assertThat(state("ens6", 10002)).isEqualTo(N4_READY);
    }

    @Test
    void configures_the_others_in_a_node_that_serves_when_a_pod_has_a_link()
            throws IOException, InterruptedException {
        boot(LONG);
        machine().unplug("ens7");
        machine().unplug("ens6");
        machine().metadata().detach(ONE);
        attach("ens6", THREE, 1);

        Running.Ended ended = machine().configureAgain();

        assertThat(ended.said())
                .contains(
                        "multus-nodes: FAILED: network n4 (multus2): no link with the MAC [\""
                                + TWO
                                + "\"]. To try again: systemctl start nodeadm-run");
        assertThat(ended.status()).isNotZero();
        assertThat(state("ens6", 10001)).isEqualTo(N3_READY);
        assertThat(machine().has("run/multus-nodes/ready")).as("it serves on").isTrue();
    }

    @Test
    void tells_systemd_of_files_that_a_killed_run_has_written()
            throws IOException, InterruptedException {
        attach("ens6", ONE, 1);
        machine().write("etc/networkd-hangs", "");
        Running script = machine().startUserData(LONG, N3);
        script.awaits("networkd hangs");
        assertThat(script.kill().status()).isNotZero();
        machine().shell("rm /etc/networkd-hangs");
        assertThat(machine().has("run/multus-nodes/ready")).isFalse();
        assertThat(state("ens6", 10001)).contains("10.0.3.7/24");
        machine().calls();

        assertThat(machine().startKubelet()).isEqualTo(STARTED);

        assertThat(machine().calls()).contains("udevadm control --reload", "networkctl reload");
        assertThat(state("ens6", 10001)).isEqualTo(N3_READY);
    }

    @Test
    void holds_kubelet_when_it_is_killed_while_it_waits() throws IOException, InterruptedException {
        Running script = machine().startUserData(0, N3);
        script.kill();
        Running waiting = machine().startUserData(LONG, N3);
        waiting.awaits("waiting: ");
        waiting.kill();

        assertThat(machine().has("run/multus-nodes/ready")).isFalse();
        attach("ens6", ONE, 1);
        assertThat(machine().startKubelet()).isEqualTo(STARTED);
    }

    @Test
    void holds_kubelet_when_it_dies_before_it_is_installed()
            throws IOException, InterruptedException {
        machine().write("etc/multus-nodes", "no directory");

        Running.Ended ended = machine().userData(LONG, N3);

        assertThat(ended.status()).isNotZero();
        assertThat(ended.said()).last().asString().contains("multus-nodes: FAILED: line ");
        assertThat(machine().startKubelet()).isEqualTo(HELD);
    }

    private void boot() throws IOException, InterruptedException {
        boot(LONG);
    }

    private void boot(int waitSeconds) throws IOException, InterruptedException {
        attach("ens6", ONE, 1);
        attach("ens7", TWO, 2);
        assertThat(machine().userData(waitSeconds, N3, N4).lines())
                .isEqualTo(List.of("multus-nodes: ready: n3=ens6 n4=ens7"));
    }
}

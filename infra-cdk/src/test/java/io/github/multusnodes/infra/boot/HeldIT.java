package io.github.multusnodes.infra.boot;

import static io.github.multusnodes.infra.boot.Node.N3;
import static io.github.multusnodes.infra.boot.Node.N6;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A node whose interfaces do not become ready")
@Timeout(900)
class HeldIT {

    @Test
    void starts_no_kubelet_when_its_wait_is_over_and_says_why_until_it_is_started_by_hand() {
        try (Node node = Node.booted(Image.CURRENT)) {
            node.attach(N3, 1);
            node.startUserData(1);
            node.awaitBoot();

            assertThat(node.kubeletRuns()).isFalse();
            assertThat(node.guest().run("systemctl show -P ConditionResult nodeadm-run"))
                    .isEqualTo("no");
            assertThat(node.machine().console()).containsPattern("FAILED: .*n6");
            assertThat(node.guest().run("journalctl -u multus-nodes"))
                    .containsPattern("FAILED: .*n6");
            assertThat(node.guest().run("systemctl show -P Result cloud-final"))
                    .isEqualTo("exit-code");

            node.attach(N6, 2);
            node.awaitImage(Image.CURRENT, N6);
            assertThat(node.kubeletRuns()).isFalse();
            node.guest().run("systemctl start nodeadm-run");

            Expected.ready(node, Image.CURRENT);
        }
    }

    @Test
    void starts_no_kubelet_when_the_script_is_killed() {
        try (Node node = Node.booted(Image.CURRENT)) {
            node.attach(N3, 1);
            node.startUserData(600);
            node.awaitConsole("n6");
            node.guest().run("systemctl kill --signal=KILL multus-nodes");
            node.awaitBoot();

            assertThat(node.kubeletRuns()).isFalse();
            assertThat(node.guest().run("systemctl show -P ConditionResult nodeadm-run"))
                    .isEqualTo("no");
        }
    }

    @Test
    void starts_kubelet_no_sooner_when_only_the_user_data_are_killed() {
        try (Node node = Node.booted(Image.CURRENT)) {
            node.attach(N3, 1);
            node.startUserData(600);
            node.awaitConsole("n6");
            node.guest().run("systemctl kill --signal=KILL cloud-final");
            assertThat(node.kubeletRuns()).isFalse();
            node.attach(N6, 2);
            node.awaitBoot();

            Expected.ready(node, Image.CURRENT);
        }
    }
}

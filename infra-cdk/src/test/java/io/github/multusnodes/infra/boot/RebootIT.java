package io.github.multusnodes.infra.boot;

import static io.github.multusnodes.infra.boot.Node.N6;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A node that has its interfaces when it boots")
@Timeout(1200)
class RebootIT {

    @ParameterizedTest
    @EnumSource(
            value = Image.class,
            names = {"CURRENT", "CNI"})
    void is_ready_after_its_first_boot_and_after_the_next(Image image) {
        try (Node node = Node.bootedWithAll(image)) {
            node.runUserData();
            Expected.ready(node, image);

            node.machine().reboot();
            node.awaitBoot();
            Expected.ready(node, image);
            assertThat(node.guest().run("systemctl show -P Result nodeadm-boot-hook"))
                    .isEqualTo("success");
            assertThat(node.guest().holds("[ -e /run/user-data ]")).isFalse();
            assertThat(moment(node, "Start", "kubelet"))
                    .isGreaterThan(moment(node, "Exit", "multus-nodes"));
        }
    }

    @Test
    void starts_no_kubelet_when_an_interface_is_gone_after_a_reboot() {
        try (Node node = Node.ready(Image.CURRENT)) {
            node.guest()
                    .run(
                            "sed -i 's/^WAIT_SECONDS=.*/WAIT_SECONDS=1/'"
                                    + " /usr/local/sbin/multus-interfaces");
            node.machine().unplug(N6);
            node.metadata().detach(N6);
            node.machine().reboot();
            node.awaitBoot();

            assertThat(node.kubeletRuns()).isFalse();
            assertThat(node.machine().console()).containsPattern("FAILED: .*n6");
        }
    }

    /** When the unit's main process started or ended, in microseconds since the boot. */
    private static long moment(Node node, String which, String unit) {
        return Long.parseLong(
                node.guest()
                        .run(
                                "systemctl show -P ExecMain%sTimestampMonotonic %s"
                                        .formatted(which, unit)));
    }
}

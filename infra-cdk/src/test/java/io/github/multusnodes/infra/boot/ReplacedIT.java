package io.github.multusnodes.infra.boot;

import static io.github.multusnodes.infra.boot.Node.N3;
import static io.github.multusnodes.infra.boot.Node.N6;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A node in service whose links are changed")
@Timeout(900)
class ReplacedIT {

    @ParameterizedTest
    @EnumSource(
            value = Image.class,
            names = {"CURRENT", "WORD"})
    void configures_an_interface_that_goes_and_comes_back_and_one_that_takes_its_place(
            Image image) {
        try (Node node = Node.ready(image)) {
            String kubelet = node.guest().run("systemctl show -P MainPID kubelet");

            node.machine().unplug(N6);
            node.machine().plug(N6);
            node.awaitName(N6, "multus2");
            Image later = image == Image.WORD ? Image.WORD : Image.CNI;
            Expected.link(node.state(), image, N6, "multus2", "multus-n6", 1500);

            Nic other = N6.withMac("02:00:00:00:17:77");
            node.machine().unplug(N6);
            node.metadata().detach(N6);
            node.attach(other, 2);
            node.awaitName(other, "multus2");
            Expected.link(node.state(), later, other, "multus2", "multus-n6", 1500);
            Expected.link(node.state(), image, N3, "multus1", "multus-n3", 9001);
            assertThat(node.state().rules()).isEmpty();
            assertThat(node.state().defaultRoutes()).containsOnly(Node.PRIMARY.link());
            assertThat(node.guest().run("systemctl show -P MainPID kubelet")).isEqualTo(kubelet);
        }
    }

    @Test
    void has_a_link_up_again_that_somebody_set_down() {
        try (Node node = Node.ready(Image.CURRENT)) {
            node.guest().run("ip link set dev multus1 down");
            node.guest().await("multus1 to be up", "grep -q . /sys/class/net/ens6/carrier");

            Expected.ready(node, Image.CURRENT);
        }
    }
}

package io.github.multusnodes.infra.boot;

import static io.github.multusnodes.infra.boot.Node.N3;
import static io.github.multusnodes.infra.boot.Node.N6;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A node whose interfaces are attached while it boots")
@Timeout(900)
class HotPlugIT {

    @ParameterizedTest
    @EnumSource(Image.class)
    void configures_those_that_came_before_its_user_data(Image image) {
        try (Node node = Node.booted(image)) {
            node.attach(N3, 1);
            node.attach(N6, 2);
            node.awaitImage(image, N3);
            node.awaitImage(image, N6);

            node.runUserData();

            Expected.ready(node, image);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Image.class,
            names = {"CURRENT", "CNI"})
    void holds_kubelet_while_they_come_one_after_another(Image image) {
        try (Node node = Node.booted(image)) {
            node.startUserData(600);
            node.awaitConsole("n3");
            node.attach(N6, 2);
            node.awaitImage(image, N6);
            assertThat(node.kubeletRuns()).isFalse();
            node.attach(N3, 1);
            node.awaitBoot();

            Expected.ready(node, image);
        }
    }

    @Test
    void waits_while_the_metadata_give_a_new_interface_no_number_or_that_of_the_primary() {
        try (Node node = Node.booted(Image.CURRENT)) {
            node.attach(N3, 1);
            node.attach(N6, 0);
            node.startUserData(600);
            node.awaitConsole("n6");
            node.metadata().remove(N6, "device-number");
            assertThat(node.kubeletRuns()).isFalse();
            node.metadata().put(N6, "device-number", "2");
            node.awaitBoot();

            Expected.ready(node, Image.CURRENT);
        }
    }
}

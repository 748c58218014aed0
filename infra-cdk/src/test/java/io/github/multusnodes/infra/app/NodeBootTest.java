package io.github.multusnodes.infra.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.multusnodes.infra.config.Configuration;
import io.github.multusnodes.infra.config.ConfigurationFile;
import io.github.multusnodes.infra.config.NetworkPlaces;
import io.github.multusnodes.infra.node.NodeUserData;
import io.github.multusnodes.infra.template.Deployment;
import io.github.multusnodes.infra.template.UserData;
import io.github.multusnodes.node.Network;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

@DisplayName("What the nodes of each configuration are told at boot")
@ParameterizedClass
@MethodSource("configurations")
class NodeBootTest {

    /** What EKS tells when the stack is deployed: for the most part a certificate. */
    private static final int ROOM_FOR_THE_CLUSTER = 2_048;

    private final Configuration configuration;
    private final Deployment deployed;
    private final UserData userData;

    NodeBootTest(Path file) {
        this.configuration = ConfigurationFile.read(file);
        this.deployed = Deployment.of(Synth.template(file), Map.of());
        this.userData = UserData.of(deployed);
    }

    static List<Path> configurations() {
        return Synth.configurations();
    }

    @Test
    void has_a_slot_for_each_network_of_the_launch_function() {
        List<Network> networks = deployed.launchSettings().networks();

        assertThat(userData.slots()).isEqualTo(networks.stream().map(Network::slot).toList());
    }

    @Test
    void says_of_each_network_how_its_pods_get_to_it() {
        for (int i = 0; i < configuration.networks().size(); i++) {
            NetworkPlaces network = configuration.networks().get(i);
            JsonNode told = userData.networks().path(i);

            assertThat(told.path("name").asText()).isEqualTo(network.name());
            assertThat(told.path("mtu").asInt(9001)).isEqualTo(network.mtu());
            assertThat(told.at("/podPrefixes/ipv4").asInt(0))
                    .isEqualTo(network.podPrefixes().ipv4());
            assertThat(told.at("/podPrefixes/ipv6").asInt(0))
                    .isEqualTo(network.podPrefixes().ipv6());
            assertThat(told.path("sourceRouting").asBoolean(false))
                    .isEqualTo(network.attachment().sourceRouting());
            assertThat(told.path("routes").valueStream().map(JsonNode::asText))
                    .containsExactlyElementsOf(
                            network.attachment().routes().stream().map(Object::toString).toList());
        }
    }

    @Test
    void keeps_pods_off_until_they_can_have_their_interfaces() {
        assertThat(userData.nodeConfig().at("/spec/kubelet/config/registerWithTaints"))
                .extracting(taint -> taint.path("key").asText())
                .startsWith("multus-nodes/not-ready")
                .hasSize(1 + configuration.nodes().taints().size());
    }

    @Test
    void fits_into_what_ec2_takes() {
        assertThat(userData.document().getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThan(NodeUserData.MOST_BYTES - ROOM_FOR_THE_CLUSTER);
    }
}

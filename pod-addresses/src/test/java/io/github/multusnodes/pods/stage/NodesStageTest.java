package io.github.multusnodes.pods.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.metadata.Metadata;
import io.github.multusnodes.pods.metadata.MetadataInterfaces;
import io.github.multusnodes.pods.plan.NodeEni;
import io.github.multusnodes.pods.port.NodeInterfaces;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.transport.MetadataDoor;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

class NodesStageTest {

    private static final Ip FLOATING = Ip.parse("10.0.1.100");
    private static final Duration LAG = Duration.ofSeconds(2);

    private final NodesStage stage = NodesStage.open(Scenario.realistic().withMetadataLag(LAG), 2);

    @Test
    void each_node_has_its_primary_interface_and_one_of_each_network() {
        NodesStage.Node second = stage.node(2);
        List<NodeEni> shown = stage.interfaces(second).list();

        assertThat(shown).extracting(NodeEni::deviceIndex).containsExactly(0, 1, 2);
        assertThat(shown.subList(1, 3)).extracting(NodeEni::id).isEqualTo(second.enis());
        assertThat(shown.subList(1, 3)).extracting(NodeEni::mac).isEqualTo(second.macs());
        assertThat(shown.get(1).primary()).isEqualTo(Optional.of(Ip.parse("10.0.1.12")));
        assertThat(shown.get(1).subnetId()).isEqualTo(stage.subnet("n3"));
        assertThat(shown.get(1).subnets()).hasSize(2);
        assertThat(stage.addresses(second.enis().get(1))).containsExactly("10.0.2.12");
    }

    @Test
    void metadata_shows_what_ec2_did_only_after_a_while() {
        String eni = stage.node(1).enis().getFirst();
        stage.ec2()
                .assignPrivateIpAddresses(
                        r -> r.networkInterfaceId(eni).privateIpAddresses(FLOATING.toString()));

        assertThat(stage.addresses(eni)).contains(FLOATING.toString());
        assertThat(secondary(1)).isEmpty();
        stage.time().pause(LAG);
        assertThat(secondary(1)).containsExactly(FLOATING);
    }

    @Test
    void over_http_each_node_sees_the_same_of_itself() {
        for (NodesStage.Node node : List.of(stage.node(1), stage.node(2))) {
            try (MetadataDoor door = stage.metadata(node);
                    SdkHttpClient http = UrlConnectionHttpClient.create()) {
                NodeInterfaces seen = new MetadataInterfaces(new Metadata(http, door.endpoint()));

                assertThat(seen.instanceId()).isEqualTo(node.instanceId());
                assertThat(seen.list()).isEqualTo(stage.interfaces(node).list());
            }
        }
    }

    private List<Ip> secondary(int node) {
        return stage.interfaces(stage.node(node)).list().get(1).secondary();
    }
}

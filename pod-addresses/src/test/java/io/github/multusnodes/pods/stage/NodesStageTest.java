package io.github.multusnodes.pods.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.plan.NodeEni;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.transport.MetadataDoor;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
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
    void the_metadata_of_each_node_is_its_own() {
        try (MetadataDoor first = stage.metadata(stage.node(1));
                MetadataDoor second = stage.metadata(stage.node(2));
                HttpClient http = HttpClient.newHttpClient()) {
            assertThat(instanceId(http, first.endpoint())).isEqualTo(stage.node(1).instanceId());
            assertThat(instanceId(http, second.endpoint())).isEqualTo(stage.node(2).instanceId());
        }
    }

    private static String instanceId(HttpClient http, URI endpoint) {
        String token =
                send(
                        http,
                        HttpRequest.newBuilder(endpoint.resolve("/latest/api/token"))
                                .header("X-aws-ec2-metadata-token-ttl-seconds", "60")
                                .PUT(BodyPublishers.noBody()));
        return send(
                http,
                HttpRequest.newBuilder(endpoint.resolve("/latest/meta-data/instance-id"))
                        .header("X-aws-ec2-metadata-token", token));
    }

    private static String send(HttpClient http, HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private List<Ip> secondary(int node) {
        return stage.interfaces(stage.node(node)).list().get(1).secondary();
    }
}

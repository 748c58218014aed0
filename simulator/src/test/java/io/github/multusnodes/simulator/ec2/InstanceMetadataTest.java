package io.github.multusnodes.simulator.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;

import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.transport.MetadataDoor;
import io.github.multusnodes.simulator.wire.metadata.InstanceMetadata;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** The metadata service through plain HTTP, while the world's time stands still. */
class InstanceMetadataTest {

    private static final String MACS = "/latest/meta-data/network/interfaces/macs/";
    private static final Duration LAG = Duration.ofSeconds(5);

    private final Ec2World it = new Ec2World(Scenario.plain().withMetadataLag(LAG));
    private final HttpClient http = HttpClient.newHttpClient();
    private final String instance = it.running(InstanceType.C6_IN_32_XLARGE);
    private final MetadataDoor door = open(instance);
    private final String token = newToken(door, "600").body();

    @AfterEach
    void close() {
        http.close();
        door.close();
    }

    @Test
    void without_a_token_of_the_instance_nothing_is_told() {
        try (MetadataDoor other = open(it.running(InstanceType.T3_MEDIUM))) {
            String foreign = newToken(other, "600").body();

            assertThat(send(request(door, "/latest/meta-data/instance-id")).statusCode())
                    .isEqualTo(401);
            assertThat(get("made-up", "/latest/meta-data/instance-id").statusCode()).isEqualTo(401);
            assertThat(get(foreign, "/latest/meta-data/instance-id").statusCode()).isEqualTo(401);
            assertThat(get(token, "/latest/meta-data/instance-id").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_token_ends_with_its_time_to_live() {
        String brief = newToken(door, "60").body();

        it.pass(Duration.ofSeconds(59));
        assertThat(get(brief, "/latest/meta-data/instance-id").statusCode()).isEqualTo(200);
        it.pass(Duration.ofSeconds(1));
        assertThat(get(brief, "/latest/meta-data/instance-id").statusCode()).isEqualTo(401);
        assertThat(get(token, "/latest/meta-data/instance-id").statusCode()).isEqualTo(200);
    }

    @Test
    void a_token_lives_from_a_second_to_six_hours() {
        assertThat(newToken(door, "0").statusCode()).isEqualTo(400);
        assertThat(newToken(door, "21601").statusCode()).isEqualTo(400);
        assertThat(newToken(door, "an hour").statusCode()).isEqualTo(400);
        assertThat(send(put(door, "/latest/api/token")).statusCode()).isEqualTo(400);
        assertThat(newToken(door, "1").statusCode()).isEqualTo(200);
        assertThat(newToken(door, "21600").headers().firstValue(InstanceMetadata.TTL))
                .contains("21600");
    }

    @Test
    void no_token_is_given_through_a_proxy() {
        HttpRequest.Builder proxied =
                put(door, "/latest/api/token")
                        .header(InstanceMetadata.TTL, "600")
                        .header(InstanceMetadata.FORWARDED, "10.0.0.1");

        assertThat(send(proxied).statusCode()).isEqualTo(403);
    }

    @Test
    void metadata_cannot_be_written() {
        assertThat(send(put(door, "/latest/meta-data/instance-id")).statusCode()).isEqualTo(405);
        assertThat(get(token, "/latest/api/token").statusCode()).isEqualTo(405);
        assertThat(send(request(door, MACS).DELETE()).statusCode()).isEqualTo(405);
    }

    @Test
    void an_instance_is_told_who_and_where_it_is() {
        it.pass(LAG);
        NetworkInterface primary = primary();

        assertThat(read("/latest/meta-data/instance-id")).isEqualTo(instance);
        assertThat(read("/latest/meta-data/mac")).isEqualTo(primary.macAddress());
        assertThat(read("/latest/meta-data/placement/region")).isEqualTo("us-west-2");
        JsonObject document =
                Json.parse(read("/latest/dynamic/instance-identity/document")).asObject();
        assertThat(document.getString("instanceId", "")).isEqualTo(instance);
        assertThat(document.getString("region", "")).isEqualTo("us-west-2");
        assertThat(document.getString("accountId", "")).isEqualTo("123456789012");
        assertThat(document.getString("availabilityZone", "")).isEqualTo("us-west-2a");
        assertThat(document.getString("instanceType", "")).isEqualTo("c6in.32xlarge");
        assertThat(document.getString("architecture", "")).isEqualTo("x86_64");
        assertThat(document.getString("imageId", "")).isEqualTo("ami-0123");
        assertThat(document.getString("privateIp", "")).isEqualTo(primary.privateIpAddress());
        assertThat(document.getString("pendingTime", "")).matches("2026-01-01T00:00:\\d\\dZ");
    }

    @Test
    void each_interface_is_told_by_its_mac() {
        NetworkInterface eni = multus(0, 3);
        it.ec2.assignPrivateIpAddresses(
                r -> r.networkInterfaceId(eni.networkInterfaceId()).ipv4PrefixCount(1));
        it.ec2.assignIpv6Addresses(
                r -> r.networkInterfaceId(eni.networkInterfaceId()).ipv6AddressCount(2));
        it.ec2.assignIpv6Addresses(
                r -> r.networkInterfaceId(eni.networkInterfaceId()).ipv6PrefixCount(1));
        it.pass(LAG);
        NetworkInterface now = it.describe(eni.networkInterfaceId());
        String path = MACS + eni.macAddress() + "/";

        assertThat(read(MACS).lines())
                .containsExactlyInAnyOrder(primary().macAddress() + "/", eni.macAddress() + "/");
        assertThat(read(MACS.substring(0, MACS.length() - 1))).isEqualTo(read(MACS));
        assertThat(read(path + "device-number")).isEqualTo("3");
        assertThat(read(path + "interface-id")).isEqualTo(eni.networkInterfaceId());
        assertThat(read(path + "local-ipv4s")).isEqualTo("10.0.0.9\n10.0.0.10");
        assertThat(read(path + "ipv4-prefix"))
                .isEqualTo(now.ipv4Prefixes().getFirst().ipv4Prefix());
        assertThat(read(path + "ipv6-prefix"))
                .isEqualTo(now.ipv6Prefixes().getFirst().ipv6Prefix());
        assertThat(read(path + "ipv6s").lines())
                .containsExactlyElementsOf(
                        now.ipv6Addresses().stream().map(a -> a.ipv6Address()).toList());
        assertThat(read(path + "mac")).isEqualTo(eni.macAddress());
        assertThat(read(path + "subnet-id")).isEqualTo(it.subnet);
        assertThat(read(path + "subnet-ipv4-cidr-block")).isEqualTo("10.0.0.0/24");
        assertThat(read(path + "subnet-ipv6-cidr-blocks")).endsWith("::/64");
        assertThat(read(path + "vpc-id")).isEqualTo(it.vpc);
        assertThat(read(path).lines()).hasSize(11).doesNotContain("network-card");
    }

    @Test
    void what_has_nothing_behind_it_is_not_found() {
        NetworkInterface eni = multus(0, 1);
        it.pass(LAG);
        String path = MACS + eni.macAddress() + "/";

        assertThat(get(token, path + "ipv6s").statusCode()).isEqualTo(404);
        assertThat(get(token, path + "ipv4-prefix").statusCode()).isEqualTo(404);
        assertThat(get(token, path + "network-card").statusCode()).isEqualTo(404);
        assertThat(get(token, MACS + "02:00:00:00:00:00/").statusCode()).isEqualTo(404);
        assertThat(get(token, MACS + "02:00:00:00:00:00/device-number").statusCode())
                .isEqualTo(404);
    }

    @Test
    void what_is_not_modelled_says_so() {
        it.pass(LAG);
        String key = MACS + primary().macAddress() + "/public-ipv4s";

        for (String path : new String[] {"/latest/meta-data/", "/2021-07-15/meta-data/mac", key}) {
            assertThat(get(token, path).statusCode()).isEqualTo(501);
            assertThat(get(token, path).body()).contains("The simulator does not model " + path);
        }
    }

    @Test
    void only_of_an_interface_on_another_card_its_card_is_told() {
        NetworkInterface eni = multus(1, 1);
        it.pass(LAG);

        assertThat(read(MACS + eni.macAddress() + "/network-card")).isEqualTo("1");
        assertThat(read(MACS + eni.macAddress() + "/device-number")).isEqualTo("1");
        assertThat(read("/latest/meta-data/mac")).isEqualTo(primary().macAddress());
    }

    @Test
    void a_change_of_addresses_shows_after_the_lag() {
        NetworkInterface eni = multus(0, 1);
        it.pass(LAG);
        String path = MACS + eni.macAddress() + "/local-ipv4s";

        it.ec2.unassignPrivateIpAddresses(
                r ->
                        r.networkInterfaceId(eni.networkInterfaceId())
                                .privateIpAddresses("10.0.0.10"));
        it.pass(LAG.minusMillis(1));
        assertThat(read(path)).isEqualTo("10.0.0.9\n10.0.0.10");
        it.pass(Duration.ofMillis(1));
        assertThat(read(path)).isEqualTo("10.0.0.9");
    }

    @Test
    void an_interface_shows_when_it_has_arrived_and_no_more_when_it_has_gone() {
        Ec2World slow = new Ec2World(Scenario.plain().withAttaching(Duration.ofSeconds(10)));
        String slowInstance = slow.running(InstanceType.T3_MEDIUM);
        String attachment = slow.attach(slow.createId(), slowInstance, 1);

        assertThat(interfaces(slow, slowInstance)).isEqualTo(1);
        slow.pass(Duration.ofSeconds(10));
        assertThat(interfaces(slow, slowInstance)).isEqualTo(2);
        slow.ec2.detachNetworkInterface(r -> r.attachmentId(attachment));
        assertThat(interfaces(slow, slowInstance)).isEqualTo(2);
        slow.pass(Duration.ofSeconds(10));
        assertThat(interfaces(slow, slowInstance)).isEqualTo(1);
    }

    @Test
    void a_stopped_instance_has_nobody_to_ask() {
        it.world.alone(() -> it.world.ec2().instances().stop(instance));
        it.pass(Duration.ofSeconds(1));

        assertThatThrownBy(() -> http.send(request(door, MACS).build(), BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
        it.world.alone(() -> it.world.ec2().instances().start(instance));
        assertThat(get(token, "/latest/meta-data/instance-id").statusCode()).isEqualTo(200);
    }

    @Test
    void an_unknown_instance_has_no_metadata() {
        assertThatThrownBy(() -> it.world.metadata("i-unknown"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no instance 'i-unknown'");
    }

    /** 10.0.0.9 with 10.0.0.10, on the instance. */
    private NetworkInterface multus(int card, int index) {
        NetworkInterface eni =
                it.create(
                        r ->
                                r.privateIpAddress("10.0.0.9")
                                        .privateIpAddresses(Sdk.secondary("10.0.0.10")));
        it.ec2.attachNetworkInterface(
                r ->
                        r.networkInterfaceId(eni.networkInterfaceId())
                                .instanceId(instance)
                                .deviceIndex(index)
                                .networkCardIndex(card));
        return eni;
    }

    private NetworkInterface primary() {
        return it.ec2
                .describeNetworkInterfaces(
                        r ->
                                r.filters(
                                        Sdk.filter("attachment.instance-id", instance),
                                        Sdk.filter("attachment.device-index", "0")))
                .networkInterfaces()
                .getFirst();
    }

    /** How many interfaces the metadata shows, asked without HTTP. */
    private static long interfaces(Ec2World where, String whose) {
        InstanceMetadata metadata = where.world.metadata(whose);
        try {
            String session =
                    metadata.answer("PUT", "/latest/api/token", Map.of(InstanceMetadata.TTL, "60"))
                            .body();
            return metadata.answer("GET", MACS, Map.of(InstanceMetadata.TOKEN, session))
                    .body()
                    .lines()
                    .count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private MetadataDoor open(String whose) {
        try {
            return it.world.serveMetadata(whose, 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> newToken(MetadataDoor where, String ttl) {
        return send(put(where, "/latest/api/token").header(InstanceMetadata.TTL, ttl));
    }

    private String read(String path) {
        HttpResponse<String> answer = get(token, path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> get(String session, String path) {
        return send(request(door, path).header(InstanceMetadata.TOKEN, session));
    }

    private static HttpRequest.Builder put(MetadataDoor where, String path) {
        return request(where, path).PUT(HttpRequest.BodyPublishers.noBody());
    }

    private static HttpRequest.Builder request(MetadataDoor where, String path) {
        return HttpRequest.newBuilder(where.endpoint().resolve(path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}

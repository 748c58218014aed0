package io.github.multusnodes.infra.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;

/** The CNI configuration of networks whose pods have the prefixes of the interface. */
class PodPrefixesTest extends NodeTest {

    private static final String FOLDER = "etc/cni/multus/net.d";

    @BeforeEach
    void attaches() throws IOException, InterruptedException {
        attach("ens6", ONE, 1);
        machine().metadata().of(ONE, "subnet-ipv4-cidr-block", "10.0.3.0/24");
    }

    @Test
    void gives_pods_every_address_of_the_IPv4_prefixes() throws IOException, InterruptedException {
        machine().metadata().of(ONE, "ipv4-prefix", "10.0.3.240/28", "10.0.3.16/28");

        machine().userData(LONG, network("{\"ipv4\":2}", "")).lines();

        assertThat(configuration())
                .isEqualTo(
                        json(
                                """
                                {"cniVersion": "1.0.0", "name": "n3", "plugins": [
                                  {"type": "ipvlan", "master": "multus1", "mode": "l2", "ipam": {
                                    "type": "host-local",
                                    "dataDir": "/run/multus-nodes/addresses",
                                    "ranges": [[
                                      {"subnet": "10.0.3.0/24", "rangeStart": "10.0.3.16",
                                       "rangeEnd": "10.0.3.31", "gateway": "10.0.3.1"},
                                      {"subnet": "10.0.3.0/24", "rangeStart": "10.0.3.240",
                                       "rangeEnd": "10.0.3.255", "gateway": "10.0.3.1"}]],
                                    "routes": []}}]}
                                """));
    }

    @Test
    void gives_pods_an_address_of_each_family_and_the_routes_asked_for()
            throws IOException, InterruptedException {
        machine().metadata().of(ONE, "ipv4-prefix", "10.0.3.16/28");
        machine().metadata().of(ONE, "ipv6-prefix", "2600:1f14:aa:bb00:7::/80");
        machine().metadata().of(ONE, "subnet-ipv6-cidr-blocks", "2600:1f14:aa:bb00::/64");

        machine()
                .userData(
                        LONG,
                        network(
                                "{\"ipv4\":1,\"ipv6\":1}",
                                ",\"sourceRouting\":true,"
                                        + "\"routes\":[\"10.9.0.0/16\",\"2001:db8::/32\"]"))
                .lines();

        JsonNode configuration = configuration();
        assertThat(configuration.at("/plugins/0/ipam/ranges/1/0"))
                .isEqualTo(
                        json(
                                """
                                {"subnet": "2600:1f14:aa:bb00::/64",
                                 "rangeStart": "2600:1f14:aa:bb00:7::",
                                 "rangeEnd": "2600:1f14:aa:bb00:7:ffff:ffff:ffff"}
                                """));
        assertThat(configuration.at("/plugins/0/ipam/routes"))
                .isEqualTo(json("[{\"dst\": \"10.9.0.0/16\"}, {\"dst\": \"2001:db8::/32\"}]"));
        assertThat(configuration.at("/plugins/1")).isEqualTo(json("{\"type\": \"sbr\"}"));
    }

    @Test
    void asks_nothing_of_IPv4_in_a_subnet_without_it() throws IOException, InterruptedException {
        attach("ens7", TWO, 2);
        machine().metadata().of(TWO, "ipv6-prefix", "2600:1f14:aa:bb01::/80");
        machine().metadata().of(TWO, "subnet-ipv6-cidr-blocks", "2600:1f14:aa:bb01::/64");

        machine()
                .userData(
                        LONG,
                        "{\"name\":\"n4\",\"deviceIndex\":2,\"podPrefixes\":{\"ipv6\":1},"
                                + "\"routes\":[\"10.9.0.0/16\",\"::/0\"]}")
                .lines();

        JsonNode ipam = json(machine().read(FOLDER + "/multus-nodes-n4.conflist")).at("/plugins/0");
        assertThat(ipam.at("/ipam/ranges"))
                .isEqualTo(
                        json(
                                """
                                [[{"subnet": "2600:1f14:aa:bb01::/64",
                                   "rangeStart": "2600:1f14:aa:bb01:0::",
                                   "rangeEnd": "2600:1f14:aa:bb01:0:ffff:ffff:ffff"}]]
                                """));
        assertThat(ipam.at("/ipam/routes")).isEqualTo(json("[{\"dst\": \"::/0\"}]"));
    }

    @Test
    void waits_until_as_many_prefixes_are_listed_as_asked_for()
            throws IOException, InterruptedException {
        Running script = machine().startUserData(LONG, network("{\"ipv4\":2,\"ipv6\":0}", ""));
        script.awaits("waiting: network n3 (multus1): [0,0] of [2,0] prefixes (IPv4, IPv6)");
        machine().metadata().of(ONE, "ipv4-prefix", "10.0.3.16/28");
        script.awaits("waiting: network n3 (multus1): [1,0] of [2,0] prefixes (IPv4, IPv6)");
        assertThat(machine().has(FOLDER)).isFalse();

        machine().metadata().of(ONE, "ipv4-prefix", "10.0.3.16/28", "10.0.3.32/28");

        script.end().lines();
        assertThat(configuration().at("/plugins/0/ipam/ranges/0")).hasSize(2);
    }

    @Test
    void does_not_take_another_size_for_a_prefix() throws IOException, InterruptedException {
        machine().metadata().of(ONE, "ipv4-prefix", "10.0.3.16/27");

        assertThat(machine().userData(0, network("{\"ipv4\":1}", "")).said())
                .anyMatch(line -> line.contains("[0,0] of [1,0] prefixes"));
    }

    @Test
    void writes_again_when_the_prefixes_change() throws IOException, InterruptedException {
        machine().metadata().of(ONE, "ipv4-prefix", "10.0.3.16/28");
        machine().userData(LONG, network("{\"ipv4\":1}", "")).lines();
        var first = machine().written(FOLDER);
        machine().configureAgain().lines();
        assertThat(machine().written(FOLDER)).as("nothing has changed").isEqualTo(first);

        machine().metadata().of(ONE, "ipv4-prefix", "10.0.3.64/28");
        machine().configureAgain().lines();

        assertThat(configuration().at("/plugins/0/ipam/ranges/0/0/rangeStart").asText())
                .isEqualTo("10.0.3.64");
        assertThat(machine().written(FOLDER).keySet())
                .as("no file of another name, which Multus might read")
                .containsExactly("multus-nodes-n3.conflist");
    }

    @Test
    void writes_nothing_for_a_network_without_prefixes() throws IOException, InterruptedException {
        machine().metadata().of(ONE, "ipv4-prefix", "10.0.3.16/28");

        machine().userData(LONG, N3).lines();

        assertThat(machine().has(FOLDER)).isFalse();
    }

    private static String network(String prefixes, String more) {
        return "{\"name\":\"n3\",\"deviceIndex\":1,\"podPrefixes\":" + prefixes + more + "}";
    }

    private JsonNode configuration() throws IOException {
        return json(machine().read(FOLDER + "/multus-nodes-n3.conflist"));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }
}

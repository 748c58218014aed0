package io.github.multusnodes.infra.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

class VpcCniSettingsTest {

    @Test
    void the_VPC_CNI_leaves_room_for_the_networks() {
        assertThat(variables(Rendered.shipped())).containsExactly(Map.entry("MAX_ENI", "2"));
        assertThat(variables(Rendered.of(Path.of("examples/one-zone.yaml"))))
                .as("an m6g.xlarge has 4 interfaces")
                .containsExactly(Map.entry("MAX_ENI", "3"));
    }

    @Test
    void custom_networking_has_a_subnet_for_each_zone_which_is_found_by_the_nodes_label() {
        Rendered custom = custom();

        assertThat(variables(custom))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "MAX_ENI", "2",
                                "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG", "true",
                                "ENI_CONFIG_LABEL_DEF", "topology.kubernetes.io/zone",
                                "ENABLE_PREFIX_DELEGATION", "true",
                                "WARM_IP_TARGET", "5",
                                "MINIMUM_IP_TARGET", "10",
                                "WARM_PREFIX_TARGET", "1"));
        assertThat(custom.documents("eni-configs.yaml"))
                .extracting(
                        its -> its.at("/metadata/name").asText(),
                        its -> its.at("/spec/subnet").asText(),
                        its -> its.at("/spec/securityGroups/0").asText())
                .containsExactly(
                        tuple("us-west-2a", "subnet-0a1b2c3d4e5f60009", "sg-0a1b2c3d4e5f60003"),
                        tuple("us-west-2b", "subnet-0a1b2c3d4e5f6000a", "sg-0a1b2c3d4e5f60003"));
    }

    /** The shipped configuration, with all that can be said of the VPC CNI. */
    static Rendered custom() {
        try {
            Path folder = Files.createTempDirectory("configuration");
            Path changed =
                    Rendered.changed(
                            Rendered.SHIPPED,
                            folder,
                            "# kubernetes:\n",
                            """
                            kubernetes:
                              vpcCni:
                                podSubnets:
                                  us-west-2b: subnet-0a1b2c3d4e5f6000a
                                  us-west-2a: subnet-0a1b2c3d4e5f60009
                                podSecurityGroups: [sg-0a1b2c3d4e5f60003]
                                prefixDelegation: true
                                warmIpTarget: 5
                                minimumIpTarget: 10
                                warmPrefixTarget: 1
                            """);
            return Rendered.of(changed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the add-on: all values are texts. */
    private static Map<String, String> variables(Rendered rendered) {
        JsonNode values = rendered.documents("vpc-cni.yaml").getFirst();
        Map<String, String> variables = new TreeMap<>();
        assertThat(values.fieldNames()).toIterable().containsExactly("env");
        values.path("env")
                .properties()
                .forEach(
                        its -> {
                            assertThat(its.getValue().isTextual()).as(its.getKey()).isTrue();
                            variables.put(its.getKey(), its.getValue().asText());
                        });
        return variables;
    }
}

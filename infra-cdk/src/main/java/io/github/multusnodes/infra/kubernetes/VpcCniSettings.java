package io.github.multusnodes.infra.kubernetes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.multusnodes.infra.config.Configuration;
import io.github.multusnodes.infra.config.KubernetesSettings.VpcCni;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the VPC CNI has to know of nodes with Multus interfaces.
 *
 * @see <a href="https://github.com/aws/amazon-vpc-cni-k8s/blob/v1.23.1/README.md">Amazon VPC CNI:
 *     configuration variables</a>
 */
record VpcCniSettings(Configuration configuration) {

    private static final String COMMENT_ON_SUBNETS =
            """
            Where pods take their own addresses from, by zone: custom networking of the VPC CNI. Apply this
            before the settings in vpc-cni.yaml; nodes that are there already keep what they have.\
            """;

    String file() {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        ObjectNode env = values.putObject("env");
        variables().forEach(env::put);
        return Yaml.file(
                """
                configurationValues of the add-on vpc-cni:
                  aws eks update-addon --cluster-name %s --addon-name vpc-cni --resolve-conflicts PRESERVE \\
                    --configuration-values file://vpc-cni.yaml
                They hold for every node of the cluster: with several node groups, the smallest MAX_ENI counts.\
                """
                        .formatted(configuration.cluster().name()),
                List.of(values));
    }

    /** By zone, which is also what they are called. */
    Optional<String> subnets() {
        Map<String, String> subnets = new TreeMap<>(settings().podSubnets());
        return subnets.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Yaml.file(
                                COMMENT_ON_SUBNETS,
                                subnets.entrySet().stream()
                                        .map(its -> eniConfig(its.getKey(), its.getValue()))
                                        .toList()));
    }

    private Map<String, String> variables() {
        Map<String, String> env = new TreeMap<>();
        VpcCni its = settings();
        env.put("MAX_ENI", String.valueOf(configuration.vpcCniInterfaces()));
        if (!its.podSubnets().isEmpty()) {
            env.put("AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG", "true");
            env.put("ENI_CONFIG_LABEL_DEF", "topology.kubernetes.io/zone");
        }
        if (its.prefixDelegation()) {
            env.put("ENABLE_PREFIX_DELEGATION", "true");
        }
        its.warmIpTarget().ifPresent(number -> env.put("WARM_IP_TARGET", number.toString()));
        its.minimumIpTarget().ifPresent(number -> env.put("MINIMUM_IP_TARGET", number.toString()));
        its.warmPrefixTarget()
                .ifPresent(number -> env.put("WARM_PREFIX_TARGET", number.toString()));
        return env;
    }

    private ObjectNode eniConfig(String zone, String subnet) {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        config.put("apiVersion", "crd.k8s.amazonaws.com/v1alpha1").put("kind", "ENIConfig");
        config.putObject("metadata").put("name", zone);
        ObjectNode spec = config.putObject("spec").put("subnet", subnet);
        settings().podSecurityGroups().forEach(spec.withArray("securityGroups")::add);
        return config;
    }

    private VpcCni settings() {
        return configuration.kubernetes().vpcCni();
    }
}

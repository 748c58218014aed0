package io.github.multusnodes.infra.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.infra.app.Stacked;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

class QuickstartTest {

    private static final Path TYPES =
            Path.of("src/main/resources/io/github/multusnodes/infra/config/instance-types.csv");

    private final Deployment deployed = Samples.quickstart();
    private final Stacked stack = new Stacked(deployed.template());

    @Test
    void each_zone_has_a_subnet_of_each_kind_and_none_overlap() {
        List<JsonNode> subnets =
                stack.ofType("AWS::EC2::Subnet").keySet().stream()
                        .map(deployed::properties)
                        .toList();
        List<Cidr> ranges =
                subnets.stream().map(its -> Cidr.parse(its.path("CidrBlock").asText())).toList();

        assertThat(
                        subnets.stream()
                                .collect(
                                        Collectors.groupingBy(
                                                its -> its.path("AvailabilityZone").asText(),
                                                Collectors.counting())))
                .isEqualTo(Map.of("us-west-2a", 4L, "us-west-2b", 4L, "us-west-2c", 4L));
        for (Cidr one : ranges) {
            assertThat(ranges.stream().filter(one::overlaps)).containsExactly(one);
        }
    }

    @Test
    void nodes_come_after_the_add_ons_they_need_and_before_the_one_that_needs_them() {
        String group = stack.only("AWS::AutoScaling::AutoScalingGroup").getKey();
        Map<String, String> addons =
                stack.ofType("AWS::EKS::Addon").entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        its -> its.getValue().path("AddonName").asText(),
                                        Map.Entry::getKey));

        assertThat(addons)
                .containsOnlyKeys("vpc-cni", "kube-proxy", "eks-pod-identity-agent", "coredns");
        String coredns = Objects.requireNonNull(addons.remove("coredns"));
        assertThat(stack.before(group)).containsAll(addons.values()).doesNotContain(coredns);
        assertThat(stack.before(coredns)).contains(group);
    }

    @Test
    void the_VPC_CNI_leaves_the_slots_of_the_networks_alone_on_each_type_offered()
            throws IOException {
        JsonNode vpcCni =
                stack.ofType("AWS::EKS::Addon").values().stream()
                        .filter(its -> its.path("AddonName").asText().equals("vpc-cni"))
                        .findFirst()
                        .orElseThrow();

        assertThat(vpcCni.path("ConfigurationValues").asText())
                .isEqualTo("{\"env\":{\"MAX_ENI\":\"2\"}}");
        for (JsonNode type : deployed.template().at("/Parameters/NodeInstanceType/AllowedValues")) {
            assertThat(Files.readAllLines(TYPES))
                    .anyMatch(line -> line.matches(type.asText() + ",x86_64,1,4,.*"));
        }
    }

    @Test
    void the_upper_half_of_each_Multus_subnet_is_reserved_for_pods() {
        Map<String, String> ranges =
                stack.ofType("AWS::EC2::Subnet").keySet().stream()
                        .collect(
                                Collectors.toMap(
                                        name -> deployed.resolve(reference(name)).asText(),
                                        name ->
                                                deployed.properties(name)
                                                        .path("CidrBlock")
                                                        .asText()));
        JsonNode reservations =
                deployed.properties(stack.only("Custom::MultusNodesReservations").getKey())
                        .path("Reservations");

        assertThat(reservations).hasSize(6);
        assertThat(reservations)
                .allSatisfy(
                        its ->
                                assertThat(its.path("Cidr").asText())
                                        .isEqualTo(
                                                ranges.getOrDefault(
                                                                its.path("SubnetId").asText(), "")
                                                        .replace(".0/24", ".128/25")));
        assertThat(reservations)
                .extracting(its -> its.path("Type").asText())
                .containsOnly("explicit", "prefix");
    }

    @Test
    void only_access_entries_let_anyone_into_the_cluster() {
        JsonNode cluster = deployed.properties(stack.only("AWS::EKS::Cluster").getKey());

        assertThat(cluster.at("/AccessConfig/AuthenticationMode").asText()).isEqualTo("API");
        assertThat(cluster.at("/ResourcesVpcConfig/EndpointPrivateAccess").asBoolean()).isTrue();
        assertThat(cluster.at("/Logging/ClusterLogging/EnabledTypes")).hasSize(5);
        assertThat(
                        stack.ofType("AWS::EKS::AccessEntry").keySet().stream()
                                .map(deployed::properties)
                                .map(its -> its.path("PrincipalArn").asText()))
                .hasSize(4)
                .contains("arn:aws:iam::123456789012:role/admin");
    }

    private static JsonNode reference(String name) {
        return new ObjectMapper().createObjectNode().put("Ref", name);
    }
}

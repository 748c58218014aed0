package io.github.multusnodes.infra.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.multusnodes.infra.app.Stacked;
import io.github.multusnodes.infra.node.NodeUserData;
import io.github.multusnodes.node.AddressMode;
import io.github.multusnodes.node.Network;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

class StandaloneTest {

    /** Of the node group template in aws-samples/eks-install-guide-for-multus. */
    private static final Set<String> OF_THE_SAMPLE =
            Set.of(
                    "ClusterName",
                    "NodeGroupName",
                    "NodeAutoScalingGroupMinSize",
                    "NodeAutoScalingGroupDesiredCapacity",
                    "NodeAutoScalingGroupMaxSize",
                    "NodeInstanceType",
                    "NodeImageIdSSMParam",
                    "NodeVolumeSize",
                    "KeyName",
                    "useIPsFromStartOfSubnet",
                    "Subnets",
                    "MultusSubnets",
                    "MultusSecurityGroups",
                    "LambdaS3Bucket",
                    "LambdaS3Key",
                    "InterfaceTags");

    @Test
    void parameters_have_the_names_that_the_sample_gave_them_and_stand_under_a_heading() {
        JsonNode template = Samples.likeTheSample().template();
        List<String> shown =
                template.at("/Metadata/AWS::CloudFormation::Interface/ParameterGroups")
                        .valueStream()
                        .flatMap(group -> group.path("Parameters").valueStream())
                        .map(JsonNode::asText)
                        .toList();

        assertThat(shown)
                .containsAll(OF_THE_SAMPLE)
                .containsExactlyInAnyOrderElementsOf(
                        template.path("Parameters").properties().stream()
                                .map(Map.Entry::getKey)
                                .toList());
    }

    @Test
    void the_longest_parameters_fit_into_user_data_beside_what_eks_tells_of_the_cluster() {
        int certificateAndEndpoint = 2_048;
        Deployment longest =
                Samples.standalone(
                        Map.of(
                                "ClusterName",
                                "c".repeat(100),
                                "NodeGroupName",
                                "g".repeat(40),
                                "Subnets",
                                "subnet-0a",
                                "MultusSubnets",
                                "subnet-0b",
                                "MultusSecurityGroups",
                                "sg-0a",
                                "MultusInterfaces",
                                "14",
                                "Networks",
                                "[" + " ".repeat(2_798) + "]",
                                "NodeLabels",
                                "label=" + "v".repeat(506)));

        assertThat(UserData.of(longest).document())
                .hasSizeLessThan(NodeUserData.MOST_BYTES - certificateAndEndpoint);
    }

    @Test
    void subnets_in_order_become_networks_in_order_as_the_sample_does_it() {
        List<Network> networks = Samples.likeTheSample().launchSettings().networks();

        assertThat(networks).extracting(its -> its.slot().deviceIndex()).containsExactly(1, 2);
        assertThat(networks)
                .extracting(Network::subnets)
                .containsExactly(List.of("subnet-0b"), List.of("subnet-0c"));
        assertThat(networks)
                .allSatisfy(
                        its -> {
                            assertThat(its.securityGroups()).containsExactly("sg-0a");
                            assertThat(its.ipv4()).isInstanceOf(AddressMode.LowestFree.class);
                            assertThat(its.tags()).containsEntry("cnf", "abc01").hasSize(2);
                        });
    }

    @Test
    void networks_given_as_JSON_are_taken_instead() {
        assertThat(Samples.withNetworks().launchSettings().networks())
                .extracting(Network::subnets)
                .containsExactly(List.of("subnet-0b", "subnet-0c"));
    }

    @Test
    void labels_follow_the_node_groups_own() {
        assertThat(flags(Samples.likeTheSample()))
                .isEqualTo("--node-labels=multus-nodes/node-group=upf,cnf=abc01");
        assertThat(flags(Samples.withNetworks()))
                .isEqualTo("--node-labels=multus-nodes/node-group=upf");
    }

    @Test
    void what_is_not_given_is_not_in_the_resources() {
        Deployment deployed = Samples.withNetworks();

        assertThat(only(deployed, "AWS::AutoScaling::AutoScalingGroup").has("DesiredCapacity"))
                .isFalse();
        assertThat(only(deployed, "AWS::EC2::LaunchTemplate").path("LaunchTemplateData"))
                .isNotEmpty();
        assertThat(
                        only(deployed, "AWS::EC2::LaunchTemplate")
                                .path("LaunchTemplateData")
                                .has("KeyName"))
                .isFalse();
        assertThat(nodePolicies(deployed)).noneMatch(arn -> arn.contains("CNI"));
    }

    @Test
    void what_is_given_is() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("Subnets", "subnet-0a");
        parameters.put("MultusSubnets", "subnet-0b");
        parameters.put("MultusSecurityGroups", "sg-0a");
        parameters.put("MultusInterfaces", "1");
        parameters.put("NodeAutoScalingGroupDesiredCapacity", "3");
        parameters.put("KeyName", "mine");
        parameters.put("NodeVpcCniPolicy", "true");
        Deployment deployed = Samples.standalone(parameters);

        assertThat(only(deployed, "AWS::AutoScaling::AutoScalingGroup").path("DesiredCapacity"))
                .hasToString("\"3\"");
        assertThat(only(deployed, "AWS::EC2::LaunchTemplate").at("/LaunchTemplateData/KeyName"))
                .hasToString("\"mine\"");
        assertThat(nodePolicies(deployed)).contains("arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NodeGroupName|9lives",
                "NodeGroupName|a-name-that-is-so-long-that-functions-could-not-be-called-after-it",
                "NodeInstanceType|m5",
                "NodeAutoScalingGroupDesiredCapacity|many",
                "useIPsFromStartOfSubnet|yes",
                "InterfaceTags|cnf",
                "NodeLabels|cnf=abc01,",
                "Networks|{}",
                "DrainSettings|[]",
                "LambdaS3Bucket|Jars"
            })
    void a_value_of_another_form_is_refused_before_anything_is_made(String name, String value) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("Subnets", "subnet-0a");
        parameters.put("MultusSubnets", "subnet-0b");
        parameters.put("MultusSecurityGroups", "sg-0a");
        parameters.put("MultusInterfaces", "1");
        parameters.put(name, value);

        assertThatThrownBy(() -> Samples.standalone(parameters))
                .hasMessage(name + " cannot be " + value);
    }

    @Test
    void tags_may_be_restored_whatever_their_keys_but_no_interface_given_away() {
        Deployment deployed = Samples.likeTheSample();
        JsonNode condition =
                new Stacked(deployed.template())
                        .ofType("AWS::IAM::Policy").keySet().stream()
                                .filter(name -> name.startsWith("FunctionsLaunch"))
                                .map(deployed::properties)
                                .flatMap(its -> its.at("/PolicyDocument/Statement").valueStream())
                                .filter(its -> its.path("Sid").asText().equals("TagOwnInterfaces"))
                                .findFirst()
                                .orElseThrow()
                                .path("Condition");

        assertThat(condition.at("/ForAllValues:StringNotEquals/aws:TagKeys"))
                .hasToString("[\"multus-nodes/node-group\"]");
        assertThat(condition.path("StringEquals").path("ec2:ResourceTag/multus-nodes/node-group"))
                .hasToString("\"upf\"");
    }

    private static String flags(Deployment deployed) {
        return UserData.of(deployed).nodeConfig().at("/spec/kubelet/flags/0").asText();
    }

    private static JsonNode only(Deployment deployed, String type) {
        return deployed.properties(new Stacked(deployed.template()).only(type).getKey());
    }

    private static List<String> nodePolicies(Deployment deployed) {
        return new Stacked(deployed.template())
                .ofType("AWS::IAM::Role").keySet().stream()
                        .filter(name -> name.startsWith("Access"))
                        .map(deployed::properties)
                        .flatMap(its -> its.path("ManagedPolicyArns").valueStream())
                        .map(JsonNode::asText)
                        .toList();
    }
}

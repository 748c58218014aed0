package io.github.multusnodes.infra.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.stream.StreamSupport;

/** Pods get the right to addresses where it is asked for, and to no more. */
class PodAddressAccessTest {

    private static final String ASSOCIATION = "AWS::EKS::PodIdentityAssociation";

    private final Stacked with = new Stacked(Synth.template(Path.of("examples/one-zone.yaml")));
    private final Stacked without =
            new Stacked(Synth.template(Path.of("examples/three-zones.yaml")));
    private final Stacked agent = new Stacked(Synth.template(Synth.SHIPPED));

    @Test
    void the_service_account_gets_the_role_from_the_agent_of_EKS_alone() {
        JsonNode association = with.only(ASSOCIATION).getValue();
        String role = association.at("/RoleArn/Fn::GetAtt/0").asText();
        JsonNode trust =
                with.resources()
                        .getOrDefault(role, MissingNode.getInstance())
                        .at("/Properties/AssumeRolePolicyDocument");

        assertThat(association.path("Namespace").asText()).isEqualTo("default");
        assertThat(association.path("ServiceAccount").asText()).isEqualTo("edge");
        assertThat(trust.path("Statement"))
                .extracting(its -> its.at("/Principal/Service").asText())
                .containsOnly("pods.eks.amazonaws.com");
        assertThat(trust.at("/Statement/0/Action"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("sts:AssumeRole", "sts:TagSession");
    }

    @Test
    void the_role_changes_addresses_of_the_group_s_interfaces_and_nothing_else() {
        String role = with.only(ASSOCIATION).getValue().at("/RoleArn/Fn::GetAtt/0").asText();
        JsonNode statements =
                with.ofType("AWS::IAM::Policy").values().stream()
                        .filter(its -> its.at("/Roles/0/Ref").asText().equals(role))
                        .findFirst()
                        .orElseThrow()
                        .at("/PolicyDocument/Statement");
        JsonNode change = statement(statements, "ChangeOwnInterfaces");

        assertThat(statements).hasSize(2);
        assertThat(statement(statements, "Look").path("Action").asText())
                .isEqualTo("ec2:DescribeNetworkInterfaces");
        assertThat(change.path("Action"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder(
                        "ec2:AssignIpv6Addresses",
                        "ec2:AssignPrivateIpAddresses",
                        "ec2:UnassignIpv6Addresses",
                        "ec2:UnassignPrivateIpAddresses");
        assertThat(
                        change.at("/Condition/StringEquals")
                                .path("ec2:ResourceTag/multus-nodes/node-group")
                                .asText())
                .isEqualTo("edge");
    }

    @Test
    void pods_read_instance_metadata_only_where_they_are_to_find_their_interface_there() {
        assertThat(hops(with)).isEqualTo(2);
        assertThat(hops(without)).isEqualTo(1);
        assertThat(without.ofType(ASSOCIATION)).isEmpty();
    }

    /** It has the host's network, where one hop is enough. */
    @Test
    void the_agent_of_the_nodes_has_an_account_of_its_own_and_pods_read_no_metadata() {
        JsonNode association = agent.only(ASSOCIATION).getValue();

        assertThat(association.path("Namespace").asText()).isEqualTo("kube-system");
        assertThat(association.path("ServiceAccount").asText())
                .isEqualTo("multus-nodes-upf-pod-addresses");
        assertThat(hops(agent)).isEqualTo(1);
    }

    private static int hops(Stacked stack) {
        return stack.only("AWS::EC2::LaunchTemplate")
                .getValue()
                .at("/LaunchTemplateData/MetadataOptions/HttpPutResponseHopLimit")
                .asInt();
    }

    private static JsonNode statement(JsonNode statements, String sid) {
        return StreamSupport.stream(statements.spliterator(), false)
                .filter(its -> its.path("Sid").asText().equals(sid))
                .findFirst()
                .orElseThrow();
    }
}

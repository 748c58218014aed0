package io.github.multusnodes.infra.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.infra.app.DeclaredFunction;
import io.github.multusnodes.infra.app.Stacked;
import io.github.multusnodes.node.AddressMode;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.settings.SweepSettings;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

@DisplayName("Each template of the tree")
@ParameterizedClass
@MethodSource("deployments")
class KeptTemplatesTest {

    private static final String GROUP = "AWS::AutoScaling::AutoScalingGroup";

    private final Deployment deployed;
    private final Stacked stack;

    KeptTemplatesTest(Deployment deployed) {
        this.deployed = deployed;
        this.stack = new Stacked(deployed.template());
    }

    static List<Deployment> deployments() {
        return List.of(Samples.likeTheSample(), Samples.withNetworks(), Samples.quickstart());
    }

    @Test
    void has_its_hooks_in_the_group_and_rules_that_name_them() {
        JsonNode group = deployed.properties(stack.only(GROUP).getKey());
        JsonNode hooks = group.path("LifecycleHookSpecificationList");

        assertThat(stack.ofType("AWS::AutoScaling::LifecycleHook")).isEmpty();
        assertThat(hooks)
                .extracting(
                        hook -> hook.path("LifecycleHookName").asText(),
                        hook -> hook.path("DefaultResult").asText())
                .containsExactly(
                        tuple("upf-multus-launch", "ABANDON"),
                        tuple("upf-multus-terminate", "CONTINUE"));
        assertThat(
                        stack.ofType("AWS::Events::Rule").keySet().stream()
                                .map(deployed::properties)
                                .map(rule -> rule.at("/EventPattern/detail/LifecycleHookName/0"))
                                .map(JsonNode::asText)
                                .filter(name -> !name.isEmpty()))
                .containsExactlyInAnyOrder("upf-multus-launch", "upf-multus-terminate");
    }

    @Test
    void makes_all_that_handles_events_before_the_group_and_lets_nothing_of_it_need_the_group() {
        String group = stack.only(GROUP).getKey();
        Set<String> handling =
                stack.resources().entrySet().stream()
                        .filter(e -> Stacked.HANDLING.contains(e.getValue().path("Type").asText()))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
        Set<String> unrelated =
                stack.resources().keySet().stream()
                        .filter(name -> name.startsWith("Network"))
                        .collect(Collectors.toSet());

        assertThat(handling).isNotEmpty();
        assertThat(stack.before(group))
                .containsAll(handling.stream().filter(its -> !unrelated.contains(its)).toList());
        handling.forEach(its -> assertThat(stack.before(its)).as(its).doesNotContain(group));
    }

    @Test
    void gives_each_function_a_handler_that_exists_and_settings_that_it_reads() {
        Set<String> functions = stack.ofType("AWS::Lambda::Function").keySet();

        assertThat(functions).hasSizeGreaterThan(3);
        functions.forEach(
                name -> {
                    DeclaredFunction function = new DeclaredFunction(deployed.properties(name));
                    assertThatCode(function::loadHandler).as(name).doesNotThrowAnyException();
                    assertThatCode(function::readSettings).as(name).doesNotThrowAnyException();
                });
    }

    @Test
    void sweeps_the_group_and_the_hooks_that_it_makes() {
        SweepSettings sweep = SweepSettings.read(function("sweep").environment());

        assertThat(sweep.policy().launchHook()).isEqualTo("upf-multus-launch");
        assertThat(sweep.policy().terminateHook()).isEqualTo("upf-multus-terminate");
        assertThat(sweep.policy().groups())
                .containsExactly(
                        deployed.properties(stack.only(GROUP).getKey())
                                .path("AutoScalingGroupName")
                                .asText());
    }

    @Test
    void gives_each_node_as_many_interfaces_as_its_pods_are_counted_without() {
        int networks = deployed.launchSettings().networks().size();

        assertThat(
                        UserData.of(deployed)
                                .nodeConfig()
                                .at("/spec/kubelet/maxPodsExpression")
                                .asText())
                .isEqualTo("((default_enis - " + networks + ") * (ips_per_eni - 1)) + 2");
    }

    @Test
    void boots_its_nodes_by_a_document_that_nodeadm_and_cloud_init_read() {
        UserData userData = UserData.of(deployed);
        JsonNode cluster = userData.nodeConfig().at("/spec/cluster");

        assertThat(userData.types())
                .containsExactly(
                        "application/node.eks.aws", "text/x-shellscript", "text/x-shellscript");
        assertThat(userData.nodeConfig().path("kind").asText()).isEqualTo("NodeConfig");
        assertThat(cluster.path("apiServerEndpoint").asText()).endsWith(".Endpoint");
        assertThat(cluster.path("certificateAuthority").asText()).endsWith(".CertificateAuthority");
        assertThat(cluster.path("cidr").asText()).endsWith(".ServiceCidr");
        assertThat(userData.nodeConfig().at("/spec/kubelet/flags/0").asText())
                .startsWith("--node-labels=multus-nodes/node-group=upf");
        assertThat(userData.interfaces())
                .startsWith("#!/bin/bash\n")
                .doesNotContainPattern("@[A-Z_]+@");
        assertThat(userData.signal())
                .startsWith("#!/bin/bash\n")
                .contains(
                        "--stack stack --resource "
                                + stack.only(GROUP).getKey()
                                + " --region us-west-2");
    }

    @Test
    void tells_its_nodes_of_the_interfaces_that_they_get() {
        assertThat(UserData.of(deployed).slots())
                .isEqualTo(
                        deployed.launchSettings().networks().stream().map(Network::slot).toList());
    }

    @Test
    void may_make_interfaces_in_the_subnets_of_its_networks() {
        Set<String> wanted =
                deployed.launchSettings().networks().stream()
                        .flatMap(network -> network.subnets().stream())
                        .collect(Collectors.toSet());

        String granted =
                stack.ofType("AWS::IAM::Policy").keySet().stream()
                        .filter(name -> name.startsWith("FunctionsLaunch"))
                        .map(deployed::properties)
                        .flatMap(policy -> policy.at("/PolicyDocument/Statement").valueStream())
                        .filter(its -> its.path("Sid").asText().equals("CreateInTheseSubnets"))
                        .map(JsonNode::toString)
                        .collect(Collectors.joining());
        assertThat(wanted).isNotEmpty().allMatch(granted::contains);
    }

    @Test
    void keeps_nodes_out_of_ranges_that_are_reserved_for_pods() {
        List<Cidr> excluded =
                deployed.launchSettings().networks().stream()
                        .map(Network::ipv4)
                        .filter(AddressMode.LowestFree.class::isInstance)
                        .flatMap(mode -> ((AddressMode.LowestFree) mode).exclude().stream())
                        .toList();

        assertThat(
                        stack.ofType("Custom::MultusNodesReservations").keySet().stream()
                                .map(deployed::properties)
                                .flatMap(its -> its.path("Reservations").valueStream())
                                .map(its -> Cidr.parse(its.path("Cidr").asText())))
                .allMatch(excluded::contains);
    }

    private DeclaredFunction function(String name) {
        return stack.ofType("AWS::Lambda::Function").keySet().stream()
                .map(deployed::properties)
                .filter(its -> its.path("FunctionName").asText().equals("multus-upf-" + name))
                .map(DeclaredFunction::new)
                .findFirst()
                .orElseThrow();
    }
}

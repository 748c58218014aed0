package io.github.multusnodes.infra.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.multusnodes.settings.ClusterProperties;
import io.github.multusnodes.settings.ReservationProperties;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

@DisplayName("The template of each configuration")
@ParameterizedClass
@MethodSource("configurations")
class TemplateTest {

    private static final String GROUP = "AWS::AutoScaling::AutoScalingGroup";

    /** What an answer needs besides; in a stack with a cluster, others have such things too. */
    private static final Set<String> BESIDES =
            Set.of(
                    "AWS::Lambda::Version",
                    "AWS::IAM::Role",
                    "AWS::IAM::Policy",
                    "AWS::EKS::AccessEntry",
                    "AWS::EC2::SecurityGroup",
                    "AWS::EC2::SecurityGroupIngress");

    private final Stacked stack;

    TemplateTest(Path configuration) {
        this.stack = new Stacked(Synth.template(configuration));
    }

    static List<Path> configurations() {
        return Synth.configurations();
    }

    @Test
    void has_its_hooks_in_the_group_and_nowhere_else() {
        JsonNode hooks = group().getValue().path("LifecycleHookSpecificationList");

        assertThat(stack.ofType("AWS::AutoScaling::LifecycleHook")).isEmpty();
        assertThat(hooks).hasSize(2);
        assertThat(hooks)
                .extracting(
                        hook -> hook.path("LifecycleTransition").asText(),
                        hook -> hook.path("DefaultResult").asText())
                .containsExactly(
                        tuple("autoscaling:EC2_INSTANCE_LAUNCHING", "ABANDON"),
                        tuple("autoscaling:EC2_INSTANCE_TERMINATING", "CONTINUE"));
    }

    @Test
    void handles_events_by_nothing_that_needs_the_group() {
        String group = group().getKey();

        stack.resources()
                .forEach(
                        (name, resource) -> {
                            if (handles(resource)) {
                                assertThat(stack.before(name)).as(name).doesNotContain(group);
                            }
                        });
    }

    @Test
    void makes_all_that_handles_events_before_the_group_and_so_deletes_it_after() {
        Set<String> handling =
                stack.resources().entrySet().stream()
                        .filter(e -> handles(e.getValue()))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());

        assertThat(stack.before(group().getKey())).containsAll(handling);
    }

    @Test
    void lets_rules_call_the_aliases_of_functions_and_nothing_else() {
        Set<String> aliases = stack.ofType("AWS::Lambda::Alias").keySet();
        Map<String, JsonNode> permissions = stack.ofType("AWS::Lambda::Permission");
        Map<String, JsonNode> rules = stack.ofType("AWS::Events::Rule");

        assertThat(rules).hasSize(3);
        rules.forEach(
                (rule, properties) -> {
                    assertThat(properties.path("Targets")).as(rule).hasSize(1);
                    String target = properties.at("/Targets/0/Arn/Ref").asText();
                    assertThat(aliases).as(rule).contains(target);
                    assertThat(properties.at("/Targets/0/DeadLetterConfig/Arn").isMissingNode())
                            .isFalse();
                    assertThat(permissions.values())
                            .as("permission of %s", rule)
                            .anySatisfy(
                                    permission -> {
                                        assertThat(permission.at("/FunctionName/Ref").asText())
                                                .isEqualTo(target);
                                        assertThat(
                                                        permission
                                                                .at("/SourceArn/Fn::GetAtt/0")
                                                                .asText())
                                                .isEqualTo(rule);
                                    });
                });
        assertThat(permissions).hasSameSizeAs(rules);
    }

    @Test
    void names_in_its_rules_the_hooks_of_the_group() {
        Set<String> hooks =
                stream(group().getValue().path("LifecycleHookSpecificationList"))
                        .map(hook -> hook.path("LifecycleHookName").asText())
                        .collect(Collectors.toSet());
        Set<String> ruled =
                stack.ofType("AWS::Events::Rule").values().stream()
                        .flatMap(rule -> stream(rule.at("/EventPattern/detail/LifecycleHookName")))
                        .map(JsonNode::asText)
                        .collect(Collectors.toSet());

        assertThat(ruled).isEqualTo(hooks);
    }

    @Test
    void gives_each_function_a_handler_that_exists_and_settings_that_it_reads() {
        stack.ofType("AWS::Lambda::Function")
                .forEach(
                        (name, its) -> {
                            DeclaredFunction function = new DeclaredFunction(its);
                            assertThatCode(function::loadHandler)
                                    .as(name)
                                    .doesNotThrowAnyException();
                            assertThatCode(function::readSettings)
                                    .as(name)
                                    .doesNotThrowAnyException();
                            assertThat(its.path("Runtime").asText()).isEqualTo("java25");
                        });
    }

    @Test
    void asks_its_own_functions_for_what_they_understand() {
        stack.ofType("Custom::MultusNodesCluster")
                .values()
                .forEach(its -> ClusterProperties.read(asReceived(its)));
        stack.ofType("Custom::MultusNodesReservations")
                .values()
                .forEach(
                        its ->
                                assertThat(
                                                ReservationProperties.read(asReceived(its))
                                                        .reservations())
                                        .isNotEmpty());
    }

    @Test
    void maps_functions_to_the_group_that_the_manifest_binds() throws IOException {
        String manifest = Files.readString(Path.of("../templates/kubernetes/drain-access.yaml"));
        stack.ofType("AWS::EKS::AccessEntry").values().stream()
                .filter(entry -> entry.path("Type").asText().equals("STANDARD"))
                .forEach(
                        entry ->
                                assertThat(manifest)
                                        .contains(
                                                "name: "
                                                        + entry.at("/KubernetesGroups/0")
                                                                .asText()));
    }

    /** A policy of a topic's own takes the place of the one that lets the account's alarms in. */
    @Test
    void lets_alarms_into_the_topic_that_it_makes() {
        assertThat(stack.ofType("AWS::SNS::TopicPolicy"))
                .hasSameSizeAs(stack.ofType("AWS::SNS::Topic"));
        stack.ofType("AWS::SNS::TopicPolicy")
                .forEach(
                        (name, policy) ->
                                assertThat(stream(policy.at("/PolicyDocument/Statement")))
                                        .as(name)
                                        .anySatisfy(
                                                statement -> {
                                                    assertThat(
                                                                    statement
                                                                            .at(
                                                                                    "/Principal/Service")
                                                                            .asText())
                                                            .isEqualTo("cloudwatch.amazonaws.com");
                                                    assertThat(statement.path("Effect").asText())
                                                            .isEqualTo("Allow");
                                                }));
    }

    @Test
    void lets_no_function_outlast_its_hook() {
        int shortest =
                stream(group().getValue().path("LifecycleHookSpecificationList"))
                        .mapToInt(hook -> hook.path("HeartbeatTimeout").asInt())
                        .min()
                        .orElseThrow();

        stack.ofType("AWS::Lambda::Function").values().stream()
                .filter(function -> function.at("/Environment/Variables").has("MULTUS_NODE_GROUP"))
                .forEach(f -> assertThat(f.path("Timeout").asInt()).isLessThan(shortest));
    }

    @Test
    void grants_no_action_by_a_wildcard() {
        assertThat(
                        stack.ofType("AWS::IAM::Policy").values().stream()
                                .flatMap(policy -> stream(policy.at("/PolicyDocument/Statement")))
                                .flatMap(
                                        statement ->
                                                statement.path("Action").isArray()
                                                        ? stream(statement.path("Action"))
                                                        : Stream.of(statement.path("Action")))
                                .map(JsonNode::asText))
                .isNotEmpty()
                .allMatch(action -> !action.contains("*"), "names a whole action");
    }

    @Test
    void names_no_partition() {
        assertThat(
                        stack.template()
                                .toString()
                                .replace("arn:aws:sns:us-east-1:123456789012:oncall", ""))
                .doesNotContain("arn:aws");
    }

    @Test
    void keeps_the_nodes_credentials_from_pods_that_need_no_metadata_and_volumes_encrypted() {
        JsonNode data =
                stack.only("AWS::EC2::LaunchTemplate").getValue().path("LaunchTemplateData");
        boolean podsAsk =
                stack.ofType("AWS::EKS::PodIdentityAssociation").values().stream()
                        .anyMatch(its -> !its.path("Namespace").asText().equals("kube-system"));

        assertThat(data.at("/MetadataOptions/HttpTokens").asText()).isEqualTo("required");
        assertThat(data.at("/MetadataOptions/HttpPutResponseHopLimit").asInt())
                .isEqualTo(podsAsk ? 2 : 1);
        assertThat(data.at("/BlockDeviceMappings/0/Ebs/Encrypted").asBoolean()).isTrue();
    }

    private Map.Entry<String, JsonNode> group() {
        return stack.only(GROUP);
    }

    private static boolean handles(JsonNode resource) {
        String type = resource.path("Type").asText();
        return Stacked.HANDLING.contains(type) || BESIDES.contains(type);
    }

    /** CloudFormation hands the token over as text, like all else. */
    private static String asReceived(JsonNode properties) {
        ObjectNode received = properties.deepCopy();
        return received.put("ServiceToken", "arn").toString();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}

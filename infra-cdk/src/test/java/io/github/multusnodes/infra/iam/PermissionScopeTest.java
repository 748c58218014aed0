package io.github.multusnodes.infra.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multusnodes.infra.construct.FunctionPermissions;
import io.github.multusnodes.infra.construct.PermissionScope;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;

import java.util.List;
import java.util.Optional;

/** What policies are made from. */
class PermissionScopeTest {

    private final Stack stack = new Stack(new App(), "Permissions");

    @Test
    void a_scope_without_subnets_or_groups_is_refused() {
        assertThatThrownBy(() -> scope(List.of("g"), List.of(), Optional.empty(), false))
                .hasMessage("subnets is empty: name at least one");
        assertThatThrownBy(() -> scope(List.of(), List.of("subnet-1"), Optional.empty(), false))
                .hasMessage("autoScalingGroups is empty: name at least one");
    }

    @Test
    void who_asks_for_a_cluster_has_to_name_it() {
        assertThatThrownBy(() -> scope(List.of("g"), List.of("s"), Optional.empty(), true))
                .hasMessage(
                        "drain is true and cluster is empty: name the cluster, or set drain to"
                                + " false");
        FunctionPermissions permissions =
                new FunctionPermissions(scope(List.of("g"), List.of("s"), Optional.empty(), false));
        assertThatThrownBy(permissions::cluster)
                .hasMessage("cluster is empty: name the cluster to look up");
    }

    @Test
    void tags_whose_keys_only_the_deployment_knows_may_be_restored_but_no_owner_changed() {
        PermissionScope scope = anyTags(false);

        assertThat(new FunctionPermissions(scope).launch())
                .filteredOn(its -> "TagOwnInterfaces".equals(its.getSid()))
                .singleElement()
                .satisfies(
                        its ->
                                assertThat(String.valueOf(its.toStatementJson()))
                                        .contains(
                                                "ForAllValues:StringNotEquals="
                                                    + "{aws:TagKeys=[multus-nodes/node-group]}"));
    }

    @Test
    void who_repairs_has_to_name_the_tags() {
        assertThatThrownBy(() -> anyTags(true))
                .hasMessage(
                        "repair is true and tagKeys is any: name the keys, or set repair to"
                                + " false");
    }

    private PermissionScope anyTags(boolean repair) {
        return new PermissionScope(
                stack,
                "upf",
                List.of("g"),
                Optional.empty(),
                List.of("subnet-1"),
                List.of(),
                List.of(PermissionScope.ANY_TAG_KEY),
                false,
                false,
                repair);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cn-north-1", "us-gov-west-1", "us-west-2"})
    void arns_leave_the_partition_to_the_deployment_whatever_the_region(String region) {
        Stack there =
                Stack.Builder.create(new App(), "There")
                        .env(Environment.builder().region(region).account("123456789012").build())
                        .build();
        PermissionScope scope =
                new PermissionScope(
                        there,
                        "upf",
                        List.of("g"),
                        Optional.of("c"),
                        List.of("subnet-1"),
                        List.of("sg-1"),
                        List.of(),
                        true,
                        true,
                        true);

        assertThat(new FunctionPermissions(scope).sweep())
                .flatExtracting(PolicyStatement::getResources)
                .filteredOn(arn -> !arn.equals("*"))
                .isNotEmpty()
                .allMatch(
                        arn ->
                                String.valueOf(there.resolve(arn))
                                        .startsWith("{Fn::Join=[, [arn:, {Ref=AWS::Partition},"));
    }

    @Test
    void a_group_of_several_auto_scaling_groups_has_the_hooks_of_all() {
        PermissionScope scope = scope(List.of("a", "b"), List.of("s"), Optional.empty(), false);
        assertThat(new FunctionPermissions(scope).terminate())
                .filteredOn(its -> "AnswerHooks".equals(its.getSid()))
                .flatExtracting(PolicyStatement::getResources)
                .extracting(arn -> arn.substring(arn.lastIndexOf('/')))
                .containsExactly("/a", "/b");
    }

    private PermissionScope scope(
            List<String> groups, List<String> subnets, Optional<String> cluster, boolean drain) {
        return new PermissionScope(
                stack, "upf", groups, cluster, subnets, List.of(), List.of(), false, drain, false);
    }
}

package io.github.multusnodes.simulator.autoscaling;

import static io.github.multusnodes.simulator.autoscaling.GroupWorld.GROUP;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.LAUNCHING;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.TERMINATING;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.assertRefused;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.hook;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.tag;

import static org.assertj.core.api.Assertions.assertThat;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;

import io.github.multusnodes.simulator.scenario.AutoScalingSettings;
import io.github.multusnodes.simulator.scenario.AutoScalingSettings.Routes;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.autoscaling.LifecycleNotice;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingInstanceDetails;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.Filter;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplate;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

class GroupTest {

    private final GroupWorld it = new GroupWorld();

    @Test
    void the_sdk_parses_every_member_of_a_group() {
        it.group(
                1,
                r ->
                        r.healthCheckType("EC2")
                                .healthCheckGracePeriod(60)
                                .defaultCooldown(100)
                                .terminationPolicies("OldestInstance")
                                .tags(tag("a", "1", true)));
        it.passSeconds(1);
        AutoScalingGroup group = it.describe();

        assertThat(group.autoScalingGroupARN())
                .matches(
                        "arn:aws:autoscaling:us-west-2:123456789012:autoScalingGroup:"
                                + "[0-9a-f-]{36}:autoScalingGroupName/nodes");
        assertThat(group.minSize()).isZero();
        assertThat(group.maxSize()).isEqualTo(10);
        assertThat(group.desiredCapacity()).isEqualTo(1);
        assertThat(group.defaultCooldown()).isEqualTo(100);
        assertThat(group.healthCheckGracePeriod()).isEqualTo(60);
        assertThat(group.availabilityZones()).containsExactly("us-west-2a", "us-west-2b");
        assertThat(group.vpcZoneIdentifier()).isEqualTo(it.subnetA + "," + it.subnetB);
        assertThat(group.terminationPolicies()).containsExactly("OldestInstance");
        assertThat(group.launchTemplate().launchTemplateName()).isEqualTo("nodes");
        assertThat(group.createdTime()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(group.tags())
                .singleElement()
                .satisfies(
                        tag -> {
                            assertThat(tag.key()).isEqualTo("a");
                            assertThat(tag.resourceId()).isEqualTo(GROUP);
                            assertThat(tag.propagateAtLaunch()).isTrue();
                        });
        assertThat(group.instances())
                .singleElement()
                .satisfies(
                        instance -> {
                            assertThat(instance.healthStatus()).isEqualTo("Healthy");
                            assertThat(instance.instanceType()).isEqualTo("m5.xlarge");
                            assertThat(instance.launchTemplate().version()).isEqualTo("$Latest");
                        });
    }

    @Test
    void an_instance_shown_on_its_own_spells_its_health_in_capitals() {
        it.group(1);
        it.passSeconds(1);

        assertThat(it.all())
                .singleElement()
                .satisfies(
                        instance -> {
                            assertThat(instance.healthStatus()).isEqualTo("HEALTHY");
                            assertThat(instance.autoScalingGroupName()).isEqualTo(GROUP);
                            assertThat(instance.availabilityZone()).isEqualTo("us-west-2a");
                            assertThat(instance.lifecycleState()).isEqualTo("InService");
                            assertThat(instance.protectedFromScaleIn()).isFalse();
                        });
    }

    @Test
    void unknown_instances_are_silently_left_out() {
        it.group(1);
        it.passSeconds(1);
        String known = it.instanceIds().getFirst();

        assertThat(
                        it.autoScaling
                                .describeAutoScalingInstances(r -> r.instanceIds("i-1", known))
                                .autoScalingInstances())
                .extracting(AutoScalingInstanceDetails::instanceId)
                .containsExactly(known);
    }

    @Test
    void more_than_fifty_instances_cannot_be_asked_for() {
        List<String> ids = IntStream.range(0, 51).mapToObj(i -> "i-" + i).toList();

        assertRefused(
                () -> it.autoScaling.describeAutoScalingInstances(r -> r.instanceIds(ids)),
                "ValidationError",
                "The request names 51 instances: at most 50 are allowed");
    }

    @Test
    void lists_come_in_pages() {
        it.group(5);
        it.passSeconds(1);

        assertThat(
                        it
                                .autoScaling
                                .describeAutoScalingInstancesPaginator(r -> r.maxRecords(2))
                                .stream()
                                .map(page -> page.autoScalingInstances().size()))
                .containsExactly(2, 2, 1);
    }

    @Test
    void groups_are_found_by_name_and_tag() {
        it.group(1, r -> r.tags(tag("team", "core", false)));
        it.autoScaling.createAutoScalingGroup(
                r ->
                        r.autoScalingGroupName("other")
                                .minSize(0)
                                .maxSize(0)
                                .vpcZoneIdentifier(it.subnetA)
                                .launchTemplate(t -> t.launchTemplateName("nodes")));
        it.passSeconds(1);

        assertThat(it.autoScaling.describeAutoScalingGroups().autoScalingGroups()).hasSize(2);
        assertThat(byFilter("tag:team", "core")).containsExactly(GROUP);
        assertThat(byFilter("tag-key", "team")).containsExactly(GROUP);
        assertThat(byFilter("tag-value", "none")).isEmpty();
        assertThat(
                        it.autoScaling
                                .describeAutoScalingGroups(
                                        r -> r.autoScalingGroupNames(GROUP).includeInstances(false))
                                .autoScalingGroups()
                                .getFirst()
                                .instances())
                .isEmpty();
    }

    private List<String> byFilter(String name, String value) {
        return it
                .autoScaling
                .describeAutoScalingGroups(
                        r -> r.filters(Filter.builder().name(name).values(value).build()))
                .autoScalingGroups()
                .stream()
                .map(AutoScalingGroup::autoScalingGroupName)
                .toList();
    }

    @Test
    void a_mixed_instances_policy_launches_its_first_type() {
        LaunchTemplateOverrides large =
                LaunchTemplateOverrides.builder().instanceType("m5.large").build();
        it.autoScaling.createAutoScalingGroup(
                r ->
                        r.autoScalingGroupName(GROUP)
                                .minSize(1)
                                .maxSize(1)
                                .vpcZoneIdentifier(it.subnetA)
                                .mixedInstancesPolicy(m -> m.launchTemplate(t -> mixed(t, large))));
        it.passSeconds(1);

        assertThat(it.describe().instances().getFirst().instanceType()).isEqualTo("m5.large");
        assertThat(it.describe().mixedInstancesPolicy().launchTemplate().overrides()).hasSize(1);
    }

    private static void mixed(LaunchTemplate.Builder template, LaunchTemplateOverrides override) {
        template.launchTemplateSpecification(s -> s.launchTemplateName("nodes"))
                .overrides(override);
    }

    @Test
    void the_event_has_eventbridges_form() {
        it.group(1, hook("multus", LAUNCHING).toBuilder().notificationMetadata("m").build());
        it.passSeconds(1);
        LifecycleNotice notice = it.lastNotice();

        assertThat(Json.parse(notice.toEventBridgeJson()))
                .isEqualTo(
                        Json.object()
                                .add("version", "0")
                                .add("id", notice.id())
                                .add("detail-type", "EC2 Instance-launch Lifecycle Action")
                                .add("source", "aws.autoscaling")
                                .add("account", "123456789012")
                                .add("time", "2026-01-01T00:00:01.000Z")
                                .add("region", "us-west-2")
                                .add("resources", Json.array(it.describe().autoScalingGroupARN()))
                                .add(
                                        "detail",
                                        Json.object()
                                                .add("LifecycleActionToken", notice.token())
                                                .add("AutoScalingGroupName", "nodes")
                                                .add("LifecycleHookName", "multus")
                                                .add("EC2InstanceId", notice.instanceId())
                                                .add("LifecycleTransition", LAUNCHING)
                                                .add("NotificationMetadata", "m")));
        assertThat(notice.token()).hasSize(36);
    }

    @Test
    void the_route_is_told_if_the_settings_say_so() {
        GroupWorld always =
                new GroupWorld(
                        Scenario.plain()
                                .withAutoScaling(
                                        AutoScalingSettings.plain().withRoutes(Routes.ALWAYS)));
        always.group(1, hook("down", TERMINATING));
        always.passSeconds(1);
        always.desire(0);
        always.passSeconds(1);

        JsonObject event = Json.parse(always.lastNotice().toEventBridgeJson()).asObject();
        assertThat(event.getString("detail-type", ""))
                .isEqualTo("EC2 Instance-terminate Lifecycle Action");
        JsonObject detail = event.get("detail").asObject();
        assertThat(detail.getString("Origin", "")).isEqualTo("AutoScalingGroup");
        assertThat(detail.getString("Destination", "")).isEqualTo("EC2");
        assertThat(detail.get("NotificationMetadata")).isNull();
    }

    @Test
    void readers_may_lag_behind() {
        GroupWorld lagging = new GroupWorld(Scenario.plain().withLag(Duration.ofMillis(100)));
        lagging.passSeconds(1);
        lagging.group(1);

        assertThat(lagging.autoScaling.describeAutoScalingGroups().autoScalingGroups()).isEmpty();
        lagging.passSeconds(2);
        assertThat(lagging.states()).containsExactly("InService");
    }

    @Test
    void an_empty_group_is_deleted_at_once() {
        it.group(0, hook("multus", LAUNCHING));
        delete(false);
        it.passSeconds(1);

        assertThat(it.autoScaling.describeAutoScalingGroups().autoScalingGroups()).isEmpty();
    }

    @Test
    void a_group_with_instances_is_not_deleted_without_force() {
        it.group(1, hook("multus", LAUNCHING));
        it.passSeconds(1);

        assertRefused(
                () -> delete(false),
                "ScalingActivityInProgress",
                "You cannot delete an AutoScalingGroup while there are scaling activities in"
                        + " progress for that group.");
        it.answer(it.lastNotice(), "CONTINUE");
        it.passSeconds(1);
        assertRefused(
                () -> delete(false),
                "ResourceInUse",
                "You cannot delete an AutoScalingGroup while there are instances or pending Spot"
                        + " instance request(s) or a warm pool still in the group.");
    }

    @Test
    void force_ends_all_instances_without_their_hooks() {
        it.group(2, hook("down", TERMINATING));
        it.passSeconds(1);
        List<String> ids = it.instanceIds();

        delete(true);
        assertThat(it.describe().status()).isEqualTo("Delete in progress");
        assertRefused(
                () -> it.desire(0),
                "ScalingActivityInProgress",
                "The AutoScalingGroup 'nodes' is being deleted");
        it.passSeconds(2);

        assertThat(it.notices).isEmpty();
        assertThat(it.autoScaling.describeAutoScalingGroups().autoScalingGroups()).isEmpty();
        assertThat(ids).allSatisfy(id -> assertThat(it.ec2State(id)).isEqualTo("terminated"));
    }

    private void delete(boolean force) {
        it.autoScaling.deleteAutoScalingGroup(
                r -> r.autoScalingGroupName(GROUP).forceDelete(force));
    }

    @Test
    void a_changed_size_moves_the_desired_capacity_into_its_bounds() {
        it.group(2);
        it.autoScaling.updateAutoScalingGroup(r -> r.autoScalingGroupName(GROUP).minSize(4));
        assertThat(it.describe().desiredCapacity()).isEqualTo(4);
        it.autoScaling.updateAutoScalingGroup(
                r -> r.autoScalingGroupName(GROUP).minSize(0).maxSize(1));
        assertThat(it.describe().desiredCapacity()).isEqualTo(1);
    }

    @Test
    void wrong_groups_are_refused() {
        it.group(0);

        assertRefused(
                () -> it.group(0),
                "AlreadyExists",
                "AutoScalingGroup by this name already exists - A group with the name nodes"
                        + " already exists");
        assertRefused(
                () -> named("b", r -> r.vpcZoneIdentifier("subnet-1")),
                "ValidationError",
                "The subnet ID 'subnet-1' does not exist");
        assertRefused(
                () -> named("b", r -> r.vpcZoneIdentifier("")),
                "ValidationError",
                "At least one Availability Zone or VPC Subnet is required.");
        assertRefused(
                () -> named("b", r -> r.launchTemplate(t -> t.launchTemplateName("none"))),
                "ValidationError",
                "The specified launch template, with template name none, does not exist.");
        assertRefused(
                () -> named("b", r -> r.desiredCapacity(11)),
                "ValidationError",
                "Desired capacity:11 must be between the specified min size:0 and max size:10");
        assertRefused(
                () -> named("b", r -> r.minSize(11)),
                "ValidationError",
                "Max bound, 10, must be greater than or equal to min bound, 11, and neither may"
                        + " be negative");
        assertRefused(
                () -> it.desire(11),
                "ValidationError",
                "New SetDesiredCapacity value 11 is above max value 10 for the AutoScalingGroup.");
        assertRefused(
                () -> named("b", r -> r.placementGroup("p")),
                "UnknownParameter",
                "The parameters [PlacementGroup] are not recognized: the simulator does not model"
                        + " them");
        assertRefused(
                () -> named("b", r -> r.lifecycleHookSpecificationList(hook("h", "autoscaling:X"))),
                "ValidationError",
                "Invalid lifecycle transition 'autoscaling:X': give"
                        + " autoscaling:EC2_INSTANCE_LAUNCHING or"
                        + " autoscaling:EC2_INSTANCE_TERMINATING");
        assertThat(it.autoScaling.describeAutoScalingGroups().autoScalingGroups()).hasSize(1);
    }

    private void named(String name, Consumer<CreateAutoScalingGroupRequest.Builder> how) {
        it.group(0, how.andThen(r -> r.autoScalingGroupName(name)));
    }
}

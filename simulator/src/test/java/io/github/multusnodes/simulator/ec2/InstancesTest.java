package io.github.multusnodes.simulator.ec2;

import static io.github.multusnodes.simulator.ec2.Ec2World.assertRefused;
import static io.github.multusnodes.simulator.ec2.Sdk.filter;
import static io.github.multusnodes.simulator.ec2.Sdk.tag;
import static io.github.multusnodes.simulator.ec2.Sdk.tags;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.ec2.LaunchRequest;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

class InstancesTest {

    private final Ec2World it =
            new Ec2World(
                    Scenario.plain()
                            .withInstanceTimes(Duration.ofSeconds(10), Duration.ofSeconds(5)));

    @Test
    void the_sdk_parses_an_instance_with_its_primary_interface() {
        String id =
                run(r ->
                                r.securityGroupIds(it.group)
                                        .privateIpAddress("10.0.0.44")
                                        .tagSpecifications(
                                                tags(ResourceType.INSTANCE, tag("Name", "n1"))))
                        .instances()
                        .getFirst()
                        .instanceId();

        Instance instance = it.describeInstance(id);
        assertThat(instance.instanceId()).matches("i-[0-9a-f]{17}");
        assertThat(instance.state().name()).isEqualTo(InstanceStateName.PENDING);
        assertThat(instance.state().code()).isZero();
        assertThat(instance.instanceType()).isEqualTo(InstanceType.M5_LARGE);
        assertThat(instance.imageId()).isEqualTo("ami-0123");
        assertThat(instance.subnetId()).isEqualTo(it.subnet);
        assertThat(instance.vpcId()).isEqualTo(it.vpc);
        assertThat(instance.placement().availabilityZone()).isEqualTo("us-west-2a");
        assertThat(instance.privateIpAddress()).isEqualTo("10.0.0.44");
        assertThat(instance.launchTime()).isNotNull();
        assertThat(instance.tags()).containsExactly(tag("Name", "n1"));
        InstanceNetworkInterface primary = instance.networkInterfaces().getFirst();
        assertThat(primary.privateIpAddress()).isEqualTo("10.0.0.44");
        assertThat(primary.groups()).extracting("groupId").containsExactly(it.group);
        assertThat(primary.attachment().deviceIndex()).isZero();
        assertThat(primary.attachment().statusAsString()).isEqualTo("attached");
        assertThat(primary.attachment().deleteOnTermination()).isTrue();
    }

    @Test
    void an_instance_lives_from_pending_to_gone() {
        List<String> story = new ArrayList<>();
        it.world.ec2().instances().onChange(i -> story.add(i.state().wireName()));
        String id = it.launch(InstanceType.M5_LARGE);
        it.pass(Duration.ofSeconds(9));
        assertThat(state(id)).isEqualTo(InstanceStateName.PENDING);
        it.pass(Duration.ofSeconds(1));
        assertThat(state(id)).isEqualTo(InstanceStateName.RUNNING);

        var ended = it.ec2.terminateInstances(r -> r.instanceIds(id)).terminatingInstances();
        assertThat(ended.getFirst().previousState().code()).isEqualTo(16);
        assertThat(ended.getFirst().currentState().code()).isEqualTo(32);
        it.ec2.terminateInstances(r -> r.instanceIds(id));
        it.pass(Duration.ofSeconds(5));
        assertThat(state(id)).isEqualTo(InstanceStateName.TERMINATED);
        assertThat(it.describeInstance(id).networkInterfaces()).isEmpty();

        it.pass(Duration.ofHours(1));
        assertRefused(
                () -> state(id),
                "InvalidInstanceID.NotFound",
                "The instance ID '" + id + "' does not exist");
        assertThat(it.ec2.describeInstances().reservations()).isEmpty();
        assertThat(story).containsExactly("pending", "running", "shutting-down", "terminated");
    }

    @Test
    void a_terminated_instance_vanishes_when_the_scenario_says_so() {
        Ec2World brief =
                new Ec2World(Scenario.plain().withTerminatedVisible(Duration.ofMinutes(5)));
        String id = brief.launch(InstanceType.M5_LARGE);
        brief.ec2.terminateInstances(r -> r.instanceIds(id));
        brief.pass(Duration.ofMinutes(5));
        assertThat(brief.describeInstance(id).state().name())
                .isEqualTo(InstanceStateName.TERMINATED);

        brief.pass(Duration.ofSeconds(1));

        assertRefused(
                () -> brief.describeInstance(id),
                "InvalidInstanceID.NotFound",
                "The instance ID '" + id + "' does not exist");
    }

    @Test
    void instances_that_do_not_exist_are_named_or_left_out_if_filtered() {
        String id = it.launch(InstanceType.M5_LARGE);

        assertRefused(
                () -> it.ec2.describeInstances(r -> r.instanceIds("i-1", id, "i-2")),
                "InvalidInstanceID.NotFound",
                "The instance IDs 'i-1, i-2' do not exist");
        assertThat(
                        it.ec2
                                .describeInstances(
                                        r -> r.filters(filter("instance-id", "i-1", id, "i-2")))
                                .reservations())
                .flatExtracting("instances")
                .extracting("instanceId")
                .containsExactly(id);
    }

    @Test
    void an_instance_stops_and_starts_again() {
        String id = it.running(InstanceType.M5_LARGE);
        it.world.ec2().instances().stop(id);
        assertThat(state(id)).isEqualTo(InstanceStateName.STOPPING);
        it.pass(Duration.ofSeconds(5));
        assertThat(state(id)).isEqualTo(InstanceStateName.STOPPED);
        it.world.ec2().instances().start(id);
        assertThat(state(id)).isEqualTo(InstanceStateName.PENDING);
        it.pass(Duration.ofSeconds(10));
        assertThat(state(id)).isEqualTo(InstanceStateName.RUNNING);
    }

    @Test
    void an_instance_that_is_ended_while_pending_never_runs() {
        String id = it.launch(InstanceType.M5_LARGE);
        it.ec2.terminateInstances(r -> r.instanceIds(id));
        it.pass(Duration.ofSeconds(30));
        assertThat(state(id)).isEqualTo(InstanceStateName.TERMINATED);
    }

    @Test
    void interfaces_flagged_so_go_with_their_instance_and_others_stay() {
        String id = it.running(InstanceType.M5_LARGE);
        String primary =
                it.describeInstance(id).networkInterfaces().getFirst().networkInterfaceId();
        String flagged = it.createId();
        String kept = it.createId();
        String attachment = it.attach(flagged, id, 1);
        it.attach(kept, id, 2);
        it.ec2.modifyNetworkInterfaceAttribute(
                r ->
                        r.networkInterfaceId(flagged)
                                .attachment(
                                        a -> a.attachmentId(attachment).deleteOnTermination(true)));
        int before = it.free();

        it.ec2.terminateInstances(r -> r.instanceIds(id));
        it.pass(Duration.ofSeconds(5));

        assertThat(it.world.ec2().networkInterfaces().directory().find(primary)).isEmpty();
        assertThat(it.world.ec2().networkInterfaces().directory().find(flagged)).isEmpty();
        assertThat(it.describe(kept).status()).isEqualTo(NetworkInterfaceStatus.AVAILABLE);
        assertThat(it.free()).isEqualTo(before + 2);
    }

    @Test
    void several_are_launched_together_within_the_bounds() {
        String small = it.newSubnet("10.0.9.0/28", "us-west-2a");
        assertRefused(
                () -> run(r -> r.subnetId(small).minCount(12).maxCount(12)),
                "InsufficientFreeAddressesInSubnet",
                "The specified subnet does not have enough free addresses to satisfy the request.");
        assertThat(run(r -> r.subnetId(small).minCount(1).maxCount(12)).instances()).hasSize(11);
    }

    @Test
    void bad_launches_are_refused() {
        assertRefused(
                () -> run(r -> r.privateIpAddress("10.0.0.3")),
                "InvalidParameterValue",
                "Address 10.0.0.3 is in subnet's reserved address range");
        it.create(r -> r.privateIpAddress("10.0.0.9"));
        assertRefused(
                () -> run(r -> r.privateIpAddress("10.0.0.9")),
                "InvalidIPAddress.InUse",
                "Address 10.0.0.9 is in use.");
        assertRefused(
                () -> run(r -> r.instanceType("m99.large")),
                "InvalidParameterValue",
                "Invalid value 'm99.large' for InstanceType.");
        assertRefused(
                () -> run(r -> r.imageId("nixos")),
                "InvalidAMIID.Malformed",
                "Invalid id: \"nixos\"");
        assertRefused(
                () -> run(r -> r.subnetId("subnet-0")),
                "InvalidSubnetID.NotFound",
                "The subnet ID 'subnet-0' does not exist");
        assertRefused(
                () -> run(r -> r.minCount(2).maxCount(1)),
                "InvalidParameterValue",
                "MinCount must be at least 1 and MaxCount at least MinCount, but they are 2 and 1");
    }

    @Test
    void instances_are_found_by_filters_and_tags_of_auto_scaling() {
        it.launch(InstanceType.M5_LARGE);
        String id =
                it.world
                        .ec2()
                        .instances()
                        .launch(
                                LaunchRequest.of("m5.large", "ami-1", it.subnet)
                                        .withTags(
                                                Map.of("aws:autoscaling:groupName", "g"), Map.of()))
                        .id();
        var found =
                it.ec2.describeInstances(
                        r ->
                                r.filters(
                                        filter("tag:aws:autoscaling:groupName", "g"),
                                        filter("instance-state-name", "pending", "running")));
        assertThat(found.reservations()).hasSize(1);
        assertThat(found.reservations().getFirst().instances())
                .extracting(Instance::instanceId)
                .containsExactly(id);
    }

    private RunInstancesResponse run(Consumer<RunInstancesRequest.Builder> how) {
        return it.ec2.runInstances(
                r -> {
                    r.imageId("ami-0123")
                            .instanceType(InstanceType.M5_LARGE)
                            .subnetId(it.subnet)
                            .minCount(1)
                            .maxCount(1);
                    how.accept(r);
                });
    }

    private InstanceStateName state(String id) {
        return it.describeInstance(id).state().name();
    }
}

package io.github.multusnodes.simulator.autoscaling;

import static io.github.multusnodes.simulator.autoscaling.GroupWorld.GROUP;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.LAUNCHING;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.TERMINATING;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multusnodes.simulator.scenario.Scenario;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;

import java.time.Duration;
import java.util.List;

/** What is left of a group that is deleted by force, and what that blocks. */
class CleanDeletionTest {

    private final GroupWorld it =
            new GroupWorld(Scenario.plain().withAttaching(Duration.ofSeconds(5)));

    @Test
    void a_group_with_instances_in_every_state_leaves_only_interfaces_without_the_flag() {
        it.group(2, hook("down", TERMINATING));
        it.passSeconds(1);
        String flagged = attach(it.instanceIds().getFirst(), true);
        String kept = attach(it.instanceIds().getLast(), false);
        it.autoScaling.putWarmPool(
                r -> r.autoScalingGroupName(GROUP).minSize(1).maxGroupPreparedCapacity(1));
        it.passSeconds(3);
        it.autoScaling.putLifecycleHook(
                r ->
                        r.autoScalingGroupName(GROUP)
                                .lifecycleHookName("up")
                                .lifecycleTransition(LAUNCHING));
        it.desire(1);
        it.passSeconds(2);
        it.desire(2);
        it.passSeconds(2);
        it.desire(3);
        assertThat(it.states())
                .containsExactlyInAnyOrder(
                        "InService", "Terminating:Wait", "Pending:Wait", "Pending");
        assertThat(it.poolStates()).containsExactly("Warmed:Pending:Wait");
        int events = it.notices.size();

        it.autoScaling.deleteAutoScalingGroup(r -> r.autoScalingGroupName(GROUP).forceDelete(true));
        it.passSeconds(2);

        assertThat(it.notices).hasSize(events);
        assertThat(it.all()).isEmpty();
        assertThat(it.autoScaling.describeAutoScalingGroups().autoScalingGroups()).isEmpty();
        assertThat(interfaces())
                .extracting(NetworkInterface::networkInterfaceId)
                .containsExactly(kept)
                .doesNotContain(flagged);
        assertThat(interfaces().getFirst().attachment().status())
                .isEqualTo(AttachmentStatus.DETACHING);
        it.passSeconds(5);
        assertThat(interfaces().getFirst().status()).isEqualTo(NetworkInterfaceStatus.AVAILABLE);
    }

    @Test
    void a_left_interface_blocks_the_deletion_of_its_subnet_until_it_is_deleted() {
        it.group(1, r -> r.vpcZoneIdentifier(it.subnetA));
        it.passSeconds(1);
        String kept = attach(it.instanceIds().getFirst(), false);
        it.desire(0);
        it.passSeconds(10);

        assertThatThrownBy(() -> it.ec2.deleteSubnet(r -> r.subnetId(it.subnetA)))
                .hasMessageContaining("has dependencies and cannot be deleted");
        it.ec2.deleteNetworkInterface(r -> r.networkInterfaceId(kept));
        it.ec2.deleteSubnet(r -> r.subnetId(it.subnetA));

        assertThat(it.ec2.describeSubnets().subnets()).hasSize(1);
    }

    private List<NetworkInterface> interfaces() {
        return it.ec2.describeNetworkInterfaces().networkInterfaces();
    }

    private String attach(String instance, boolean deleteOnTermination) {
        String subnet =
                it.ec2
                        .describeInstances(r -> r.instanceIds(instance))
                        .reservations()
                        .getFirst()
                        .instances()
                        .getFirst()
                        .subnetId();
        String eni =
                it.ec2
                        .createNetworkInterface(r -> r.subnetId(subnet))
                        .networkInterface()
                        .networkInterfaceId();
        String attachment =
                it.ec2
                        .attachNetworkInterface(
                                r ->
                                        r.networkInterfaceId(eni)
                                                .instanceId(instance)
                                                .deviceIndex(1)
                                                .networkCardIndex(0))
                        .attachmentId();
        it.ec2.modifyNetworkInterfaceAttribute(
                r ->
                        r.networkInterfaceId(eni)
                                .attachment(
                                        a ->
                                                a.attachmentId(attachment)
                                                        .deleteOnTermination(deleteOnTermination)));
        return eni;
    }
}

package io.github.multusnodes.simulator.ec2;

import static io.github.multusnodes.simulator.ec2.Ec2World.assertRefused;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.scenario.Scenario;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;

import java.time.Duration;

class AttachmentTest {

    private final Ec2World it = new Ec2World(Scenario.plain().withAttaching(Duration.ofSeconds(2)));

    @Test
    void an_interface_is_attaching_then_attached_then_detaching_then_available() {
        String instance = it.running(InstanceType.M5_LARGE);
        String eni = it.createId();

        String attachment = it.attach(eni, instance, 1);
        NetworkInterface attaching = it.describe(eni);
        assertThat(attaching.status()).isEqualTo(NetworkInterfaceStatus.IN_USE);
        assertThat(attaching.attachment().status()).isEqualTo(AttachmentStatus.ATTACHING);

        it.pass(Duration.ofSeconds(2));
        NetworkInterfaceAttachment attached = it.describe(eni).attachment();
        assertThat(attached.status()).isEqualTo(AttachmentStatus.ATTACHED);
        assertThat(attached.attachmentId()).isEqualTo(attachment).startsWith("eni-attach-0");
        assertThat(attached.instanceId()).isEqualTo(instance);
        assertThat(attached.instanceOwnerId()).isEqualTo("123456789012");
        assertThat(attached.deviceIndex()).isEqualTo(1);
        assertThat(attached.networkCardIndex()).isZero();
        assertThat(attached.deleteOnTermination()).isFalse();
        assertThat(attached.attachTime()).isBeforeOrEqualTo(it.world.timeline().now());

        it.ec2.detachNetworkInterface(r -> r.attachmentId(attachment).force(true));
        assertThat(it.describe(eni).attachment().status()).isEqualTo(AttachmentStatus.DETACHING);
        assertRefused(
                () -> it.ec2.deleteNetworkInterface(r -> r.networkInterfaceId(eni)),
                "InvalidParameterValue",
                "Network interface '" + eni + "' is currently in use.");

        it.pass(Duration.ofSeconds(2));
        assertThat(it.describe(eni).attachment()).isNull();
        assertThat(it.describe(eni).status()).isEqualTo(NetworkInterfaceStatus.AVAILABLE);
        it.ec2.deleteNetworkInterface(r -> r.networkInterfaceId(eni));
        assertRefused(
                () -> it.describe(eni),
                "InvalidNetworkInterfaceID.NotFound",
                "The networkInterface ID '" + eni + "' does not exist");
    }

    @Test
    void an_interface_that_outlives_its_instance_is_detaching_then_available() {
        String instance = it.running(InstanceType.M5_LARGE);
        String eni = it.createId();
        it.attach(eni, instance, 1);
        it.pass(Duration.ofSeconds(2));

        it.ec2.terminateInstances(r -> r.instanceIds(instance));
        assertThat(it.describe(eni).attachment().status()).isEqualTo(AttachmentStatus.ATTACHED);
        it.pass(Duration.ofSeconds(2));
        assertThat(it.describe(eni).attachment().status()).isEqualTo(AttachmentStatus.DETACHING);
        assertRefused(
                () -> it.ec2.deleteNetworkInterface(r -> r.networkInterfaceId(eni)),
                "InvalidParameterValue",
                "Network interface '" + eni + "' is currently in use.");

        it.pass(Duration.ofSeconds(1));

        assertThat(it.describe(eni).attachment()).isNull();
        assertThat(it.describe(eni).status()).isEqualTo(NetworkInterfaceStatus.AVAILABLE);
    }

    @Test
    void unknown_ids_are_refused() {
        String instance = it.running(InstanceType.M5_LARGE);
        String eni = it.createId();
        assertRefused(
                () -> it.attach("eni-0", instance, 1),
                "InvalidNetworkInterfaceID.NotFound",
                "The networkInterface ID 'eni-0' does not exist");
        assertRefused(
                () -> it.attach(eni, "i-0", 1),
                "InvalidInstanceID.NotFound",
                "The instance ID 'i-0' does not exist");
        assertRefused(
                () -> it.ec2.detachNetworkInterface(r -> r.attachmentId("eni-attach-0")),
                "InvalidAttachmentID.NotFound",
                "The interface attachment 'eni-attach-0' does not exist.");
    }

    @Test
    void a_pending_instance_takes_no_interface() {
        String instance = it.launch(InstanceType.M5_LARGE);
        String eni = it.createId();
        assertRefused(
                () -> it.attach(eni, instance, 1),
                "IncorrectState",
                "Instance '" + instance + "' is not 'running' or 'stopped'");
        it.pass(Duration.ofSeconds(1));
        it.attach(eni, instance, 1);
    }

    @Test
    void a_stopped_instance_takes_an_interface() {
        String instance = it.running(InstanceType.M5_LARGE);
        it.world.ec2().instances().stop(instance);
        it.pass(Duration.ofSeconds(1));
        it.attach(it.createId(), instance, 1);
    }

    @Test
    void an_interface_that_is_in_use_is_refused() {
        String eni = it.createId();
        it.attach(eni, it.running(InstanceType.M5_LARGE), 1);
        String other = it.running(InstanceType.M5_LARGE);
        assertRefused(
                () -> it.attach(eni, other, 1),
                "InvalidNetworkInterface.InUse",
                "Interface: [" + eni + "] in use.");
    }

    @Test
    void a_used_device_index_is_refused() {
        String instance = it.running(InstanceType.M5_LARGE);
        it.attach(it.createId(), instance, 1);
        String eni = it.createId();
        for (int index : new int[] {0, 1}) {
            assertRefused(
                    () -> it.attach(eni, instance, index),
                    "InvalidParameterValue",
                    "Instance '"
                            + instance
                            + "' already has an interface attached at device index '"
                            + index
                            + "'.");
        }
    }

    @Test
    void a_full_instance_is_refused() {
        String instance = it.running(InstanceType.T3_MEDIUM);
        it.attach(it.createId(), instance, 1);
        it.attach(it.createId(), instance, 2);
        String eni = it.createId();
        assertRefused(
                () -> it.attach(eni, instance, 3),
                "AttachmentLimitExceeded",
                "Interface count 4 exceeds the limit for t3.medium");
    }

    @Test
    void an_instance_in_another_zone_is_refused() {
        String instance = it.running(InstanceType.M5_LARGE);
        String eni = it.create(r -> r.subnetId(it.subnetInB)).networkInterfaceId();
        assertRefused(
                () -> it.attach(eni, instance, 1),
                "InvalidParameterCombination",
                "You may not attach a network interface to an instance if they are not in the"
                        + " same availability zone");
    }

    @Test
    void more_addresses_than_the_type_has_room_for_are_refused() {
        String instance = it.running(InstanceType.T3_MEDIUM);
        String eni = it.create(r -> r.secondaryPrivateIpAddressCount(6)).networkInterfaceId();
        assertRefused(
                () -> it.attach(eni, instance, 1),
                "PrivateIpAddressLimitExceeded",
                "Number of private addresses will exceed limit.");
    }

    @Test
    void an_efa_interface_is_not_attached_to_a_running_instance() {
        String instance = it.running(InstanceType.M5_LARGE);
        String eni = it.create(r -> r.interfaceType("efa")).networkInterfaceId();
        assertRefused(
                () -> it.attach(eni, instance, 1),
                "InvalidParameterValue",
                "EFA interfaces cannot be attached to a running instance.");
    }

    @Test
    void each_network_card_has_its_own_indexes_and_its_own_limit() {
        String instance = it.running(InstanceType.P5_48_XLARGE);
        attachToCard(it.createId(), instance, 1, 1);
        attachToCard(it.createId(), instance, 1, 0);
        String eni = it.createId();
        assertRefused(
                () -> attachToCard(eni, instance, 2, 0),
                "AttachmentLimitExceeded",
                "Interface count 3 exceeds the limit for p5.48xlarge");
        assertRefused(
                () -> attachToCard(eni, instance, 1, 32),
                "InvalidParameterValue",
                "Network card index 32 is not valid for instance type p5.48xlarge.");
    }

    @Test
    void without_a_card_an_index_used_on_any_card_is_refused() {
        String instance = it.running(InstanceType.P4_D_24_XLARGE);
        attachToCard(it.createId(), instance, 1, 1);
        String eni = it.createId();
        assertRefused(
                () ->
                        it.ec2.attachNetworkInterface(
                                r -> r.networkInterfaceId(eni).instanceId(instance).deviceIndex(1)),
                "InvalidParameterValue",
                "Instance '"
                        + instance
                        + "' already has an interface attached at device index '1'.");
        attachToCard(eni, instance, 1, 0);
    }

    @Test
    void the_primary_interface_cannot_be_detached() {
        String instance = it.running(InstanceType.M5_LARGE);
        String primary =
                it.describeInstance(instance)
                        .networkInterfaces()
                        .getFirst()
                        .attachment()
                        .attachmentId();
        assertRefused(
                () -> it.ec2.detachNetworkInterface(r -> r.attachmentId(primary)),
                "OperationNotPermitted",
                "The network interface at device index 0 and networkCard index 0 cannot be"
                        + " detached.");
    }

    private void attachToCard(String eni, String instance, int index, int card) {
        it.ec2.attachNetworkInterface(
                r ->
                        r.networkInterfaceId(eni)
                                .instanceId(instance)
                                .deviceIndex(index)
                                .networkCardIndex(card));
    }
}

package io.github.multusnodes.simulator.ec2;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multusnodes.simulator.World;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.time.VirtualTimeline;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A world with a VPC and a subnet in each of two zones, and short ways to use it. */
final class Ec2World {

    final World<VirtualTimeline> world;
    final Ec2Client ec2;
    final String vpc;
    final String subnet;
    final String subnetInB;
    final String group;

    Ec2World() {
        this(Scenario.plain());
    }

    Ec2World(Scenario scenario) {
        world = World.virtual(scenario);
        ec2 = world.clients().ec2("test");
        vpc =
                ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16").amazonProvidedIpv6CidrBlock(true))
                        .vpc()
                        .vpcId();
        settle();
        String ipv6 =
                world.ec2().vpcs().directory().require(vpc).ipv6Cidr().orElseThrow().first()
                        + "/64";
        subnet =
                ec2.createSubnet(
                                r ->
                                        r.vpcId(vpc)
                                                .cidrBlock("10.0.0.0/24")
                                                .ipv6CidrBlock(ipv6)
                                                .availabilityZone("us-west-2a"))
                        .subnet()
                        .subnetId();
        subnetInB = newSubnet("10.0.1.0/24", "us-west-2b");
        group =
                ec2.createSecurityGroup(r -> r.vpcId(vpc).groupName("multus").description("m"))
                        .groupId();
        settle();
    }

    /** Waits until every reader sees everything. */
    void settle() {
        world.timeline().sleep(world.scenario().mostLag().plus(Duration.ofMillis(1)));
    }

    void pass(Duration time) {
        world.timeline().sleep(time);
    }

    String newSubnet(String cidr, String zone) {
        return ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock(cidr).availabilityZone(zone))
                .subnet()
                .subnetId();
    }

    NetworkInterface create(Consumer<CreateNetworkInterfaceRequest.Builder> how) {
        return ec2.createNetworkInterface(
                        r -> {
                            r.subnetId(subnet);
                            how.accept(r);
                        })
                .networkInterface();
    }

    String createId() {
        return create(_ -> {}).networkInterfaceId();
    }

    NetworkInterface describe(String eni) {
        return ec2.describeNetworkInterfaces(r -> r.networkInterfaceIds(eni))
                .networkInterfaces()
                .getFirst();
    }

    Instance describeInstance(String id) {
        return ec2.describeInstances(r -> r.instanceIds(id))
                .reservations()
                .getFirst()
                .instances()
                .getFirst();
    }

    /** A pending instance. */
    String launch(InstanceType type) {
        return ec2.runInstances(
                        r ->
                                r.imageId("ami-0123")
                                        .instanceType(type)
                                        .subnetId(subnet)
                                        .minCount(1)
                                        .maxCount(1))
                .instances()
                .getFirst()
                .instanceId();
    }

    /** A running instance. */
    String running(InstanceType type) {
        String id = launch(type);
        pass(world.scenario().boot().plus(world.scenario().mostLag()));
        return id;
    }

    String attach(String eni, String instance, int index) {
        return ec2.attachNetworkInterface(
                        r ->
                                r.networkInterfaceId(eni)
                                        .instanceId(instance)
                                        .deviceIndex(index)
                                        .networkCardIndex(0))
                .attachmentId();
    }

    int free() {
        return ec2.describeSubnets(r -> r.subnetIds(subnet))
                .subnets()
                .getFirst()
                .availableIpAddressCount();
    }

    static List<String> addresses(NetworkInterface its) {
        return its.privateIpAddresses().stream().map(a -> a.privateIpAddress()).toList();
    }

    /** The call is refused with this code and message. */
    static void assertRefused(ThrowingCallable call, String code, String message) {
        assertThatThrownBy(call)
                .asInstanceOf(InstanceOfAssertFactories.type(Ec2Exception.class))
                .extracting(
                        e -> e.awsErrorDetails().errorCode(),
                        e -> e.awsErrorDetails().errorMessage())
                .containsExactly(code, message);
    }
}

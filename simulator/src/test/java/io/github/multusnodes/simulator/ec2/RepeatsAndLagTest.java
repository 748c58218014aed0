package io.github.multusnodes.simulator.ec2;

import static io.github.multusnodes.simulator.ec2.Ec2World.assertRefused;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.scenario.Scenario;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

import java.time.Duration;
import java.util.stream.IntStream;

class RepeatsAndLagTest {

    private static final Duration LAG = Duration.ofSeconds(8);

    @Test
    void the_same_token_and_parameters_make_one_interface() {
        Ec2World it = new Ec2World();
        var first = it.create(r -> r.clientToken("t").privateIpAddress("10.0.0.9"));
        var second = it.create(r -> r.clientToken("t").privateIpAddress("10.0.0.9"));
        assertThat(second).isEqualTo(first);
        assertThat(it.ec2.describeNetworkInterfaces().networkInterfaces()).hasSize(1);
        assertThat(it.createId()).isNotEqualTo(it.createId());
    }

    @Test
    void the_same_token_with_other_parameters_is_refused() {
        Ec2World it = new Ec2World();
        it.create(r -> r.clientToken("t").privateIpAddress("10.0.0.9"));
        assertRefused(
                () -> it.create(r -> r.clientToken("t").privateIpAddress("10.0.0.10")),
                "IdempotentParameterMismatch",
                "Arguments on this idempotent request are inconsistent with arguments used in"
                        + " previous request(s).");
        assertRefused(
                () -> it.create(r -> r.clientToken("é")),
                "InvalidParameterValue",
                "Value (é) for parameter clientToken is invalid: give at most 64 ASCII characters");
    }

    @Test
    void a_refused_request_uses_up_no_token() {
        Ec2World it = new Ec2World();
        String blocker = it.create(r -> r.privateIpAddress("10.0.0.9")).networkInterfaceId();
        assertRefused(
                () -> it.create(r -> r.clientToken("t").privateIpAddress("10.0.0.9")),
                "InvalidIPAddress.InUse",
                "The specified address is already in use.");
        it.ec2.deleteNetworkInterface(r -> r.networkInterfaceId(blocker));
        it.create(r -> r.clientToken("t").privateIpAddress("10.0.0.9"));
    }

    @Test
    void the_same_token_launches_once() {
        Ec2World it = new Ec2World();
        RunInstancesRequest request =
                RunInstancesRequest.builder()
                        .imageId("ami-1")
                        .instanceType(InstanceType.M5_LARGE)
                        .subnetId(it.subnet)
                        .minCount(2)
                        .maxCount(2)
                        .clientToken("t")
                        .build();
        String reservation = it.ec2.runInstances(request).reservationId();
        assertThat(it.ec2.runInstances(request).reservationId()).isEqualTo(reservation);
        assertThat(it.world.ec2().instances().all()).hasSize(2);
    }

    @Test
    void a_fresh_interface_is_not_found_until_it_is_seen() {
        Ec2World it = new Ec2World(Scenario.plain().withLag(LAG));
        String instance = it.running(InstanceType.M5_LARGE);
        String eni = it.createId();

        assertRefused(
                () -> it.attach(eni, instance, 1),
                "InvalidNetworkInterfaceID.NotFound",
                "The networkInterface ID '" + eni + "' does not exist");
        assertThat(
                        it.ec2
                                .describeNetworkInterfaces(
                                        r -> r.filters(Sdk.filter("status", "available")))
                                .networkInterfaces())
                .isEmpty();

        it.pass(LAG);
        it.attach(eni, instance, 1);
    }

    @Test
    void readers_may_see_an_interface_that_is_gone_but_its_address_is_free() {
        Ec2World it = new Ec2World(Scenario.plain().withLag(LAG));
        String eni = it.create(r -> r.privateIpAddress("10.0.0.9")).networkInterfaceId();
        it.pass(LAG);
        it.ec2.deleteNetworkInterface(r -> r.networkInterfaceId(eni));

        assertThat(it.describe(eni).privateIpAddress()).isEqualTo("10.0.0.9");
        it.create(r -> r.privateIpAddress("10.0.0.9"));
        it.pass(LAG);
        assertRefused(
                () -> it.describe(eni),
                "InvalidNetworkInterfaceID.NotFound",
                "The networkInterface ID '" + eni + "' does not exist");
    }

    @Test
    void the_same_seed_makes_the_same_world() {
        assertThat(ids(7)).isEqualTo(ids(7)).isNotEqualTo(ids(8));
    }

    @Test
    void sixty_thousand_interfaces_in_a_subnet_stay_usable() {
        Ec2World it = new Ec2World();
        it.world.ec2().networkInterfaces().quota(60_000);
        String vpc = it.ec2.createVpc(r -> r.cidrBlock("10.7.0.0/16")).vpc().vpcId();
        String large =
                it.ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock("10.7.0.0/16")).subnet().subnetId();
        IntStream.range(0, 60_000)
                .forEach(_ -> it.world.ec2().networkInterfaces().create(Bulk.in(large)));

        var page =
                it.ec2.describeNetworkInterfaces(
                        r -> r.filters(Sdk.filter("subnet-id", large)).maxResults(1000));
        assertThat(page.networkInterfaces()).hasSize(1000);
        assertThat(page.nextToken()).isNotNull();
        assertThat(it.world.ec2().subnets().availableIpAddressCount(large))
                .isEqualTo(65_536 - 5 - 60_000);
    }

    private static String ids(long seed) {
        Ec2World it = new Ec2World(Scenario.plain().withSeed(seed));
        return it.describe(it.createId()).toString();
    }
}

package io.github.multusnodes.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.multusnodes.node.Slot;
import io.github.multusnodes.port.CloudFailure;
import io.github.multusnodes.port.FailureKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Answers without a part that AWS never leaves out: they count as no answer, and say why. */
class UnreadableAnswersTest {

    static Stream<Arguments> ofEc2() {
        String instance =
                "<instanceId>i-1</instanceId><instanceType>m5.large</instanceType>"
                        + "<placement><availabilityZone>a</availabilityZone></placement>"
                        + "<instanceState><name>running</name></instanceState>"
                        + "<launchTime>2026-01-01T00:00:00Z</launchTime>";
        String eni = "<networkInterfaceId>eni-1</networkInterfaceId><subnetId>s</subnetId>";
        return Stream.of(
                subnets("<subnetId>s</subnetId>", "availabilityZone"),
                subnets("<availabilityZone>a</availabilityZone>", "subnetId"),
                subnets(
                        "<subnetId>s</subnetId><availabilityZone>a</availabilityZone>"
                                + "<ipv6CidrBlockAssociationSet><item><ipv6CidrBlockState>"
                                + "<state>associated</state></ipv6CidrBlockState></item>"
                                + "</ipv6CidrBlockAssociationSet>",
                        "ipv6CidrBlock"),
                subnets(
                        "<subnetId>s</subnetId><availabilityZone>a</availabilityZone>"
                                + "<cidrBlock>ten</cidrBlock>",
                        "CIDR block"),
                reservations("<cidr>10.0.0.0/28</cidr>", "subnetCidrReservationId"),
                reservations("<subnetCidrReservationId>r</subnetCidrReservationId>", "cidr"),
                instances(instance.replaceAll("<placement>.*</placement>", ""), "placement"),
                instances(instance.replaceAll("<availa.*ilityZone>", ""), "availabilityZone"),
                instances(
                        instance.replaceAll("<instanceState>.*</instanceState>", ""),
                        "instanceState"),
                instances(instance.replaceAll("<launchTime>.*", ""), "launchTime"),
                instances(
                        instance
                                + "<networkInterfaceSet><item><attachment/></item>"
                                + "</networkInterfaceSet>",
                        "deviceIndex"),
                interfaces("<subnetId>s</subnetId>", "networkInterfaceId"),
                interfaces(eni + "<tagSet><item><key>k</key></item></tagSet>", "value of a tag"),
                interfaces(eni + "<ipv4PrefixSet><item/></ipv4PrefixSet>", "block of a prefix"),
                interfaces(
                        eni
                                + "<attachment><attachmentId>a</attachmentId>"
                                + "<instanceId>i-1</instanceId></attachment>",
                        "deviceIndex"),
                types("", "instance type m5.large"),
                types("<item/>", "networkInfo"),
                types(
                        "<item><networkInfo><maximumNetworkInterfaces>0"
                                + "</maximumNetworkInterfaces></networkInfo></item>",
                        "maximumNetworkInterfaces is 0"),
                arguments(
                        "<CreateNetworkInterfaceResponse/>",
                        (Consumer<Ec2Client>)
                                ec2 ->
                                        new Ec2NetworkInterfaces(ec2, new Calls())
                                                .attach("eni-1", "i-1", new Slot(0, 1)),
                        "attachmentId"));
    }

    static Stream<Arguments> ofAutoScaling() {
        return Stream.of(
                arguments(
                        "<LifecycleHooks><member/></LifecycleHooks>",
                        (Consumer<AutoScalingHooks>) hooks -> hooks.heartbeatTimeout("g", "h"),
                        "HeartbeatTimeout"),
                arguments(
                        "<AutoScalingGroups><member><Instances><member><InstanceId>i-1</InstanceId>"
                                + "<AvailabilityZone>a</AvailabilityZone></member></Instances>"
                                + "</member></AutoScalingGroups>",
                        (Consumer<AutoScalingHooks>) hooks -> hooks.members("g"),
                        "LifecycleState"),
                arguments(
                        "<AutoScalingInstances><member/></AutoScalingInstances>",
                        (Consumer<AutoScalingHooks>) hooks -> hooks.member("i-1"),
                        "InstanceId"));
    }

    @ParameterizedTest
    @MethodSource("ofEc2")
    void of_ec2_are_told(String answer, Consumer<Ec2Client> call, String missing) {
        isTold(() -> call.accept(ec2(answer)), missing);
    }

    @ParameterizedTest
    @MethodSource("ofAutoScaling")
    void of_auto_scaling_are_told(String result, Consumer<AutoScalingHooks> call, String missing) {
        AutoScalingClient client =
                AutoScalingClient.builder()
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(credentials())
                        .httpClient(
                                new CannedHttpClient.Answering(
                                        200, "<R><XResult>" + result + "</XResult></R>"))
                        .build();

        isTold(() -> call.accept(new AutoScalingHooks(client, new Calls())), missing);
    }

    @Test
    void a_subnet_that_is_told_twice_is_one() {
        String item = "<item><subnetId>s</subnetId><availabilityZone>a</availabilityZone></item>";

        assertThat(
                        new Ec2Subnets(
                                        ec2("<R><subnetSet>" + item + item + "</subnetSet></R>"),
                                        new Calls())
                                .find(List.of("s")))
                .hasSize(1);
    }

    private static void isTold(Runnable call, String missing) {
        CloudFailure failure = catchThrowableOfType(CloudFailure.class, call::run);

        assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
        assertThat(failure.text()).contains("The answer cannot be read: ", missing);
    }

    private static Arguments subnets(String item, String missing) {
        return of(
                "<subnetSet><item>" + item + "</item></subnetSet>",
                ec2 -> new Ec2Subnets(ec2, new Calls()).find(List.of("s")),
                missing);
    }

    private static Arguments reservations(String item, String missing) {
        return of(
                "<subnetIpv4CidrReservationSet><item>"
                        + item
                        + "</item></subnetIpv4CidrReservationSet>",
                ec2 -> new Ec2Subnets(ec2, new Calls()).reservations("s"),
                missing);
    }

    private static Arguments instances(String item, String missing) {
        return of(
                "<reservationSet><item><instancesSet><item>"
                        + item
                        + "</item></instancesSet></item></reservationSet>",
                ec2 -> new Ec2Instances(ec2, new Calls()).find("i-1"),
                missing);
    }

    private static Arguments interfaces(String item, String missing) {
        return of(
                "<networkInterfaceSet><item>" + item + "</item></networkInterfaceSet>",
                ec2 -> new Ec2NetworkInterfaces(ec2, new Calls()).find("eni-1"),
                missing);
    }

    private static Arguments types(String items, String missing) {
        return of(
                "<instanceTypeSet>" + items + "</instanceTypeSet>",
                ec2 -> new Ec2Instances(ec2, new Calls()).limitsOf("m5.large"),
                missing);
    }

    private static Arguments of(String result, Consumer<Ec2Client> call, String missing) {
        return arguments("<R>" + result + "</R>", call, missing);
    }

    private static Ec2Client ec2(String answer) {
        return Ec2Client.builder()
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(credentials())
                .httpClient(new CannedHttpClient.Answering(200, answer))
                .build();
    }

    private static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b"));
    }
}

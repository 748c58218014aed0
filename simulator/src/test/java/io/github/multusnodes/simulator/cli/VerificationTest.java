package io.github.multusnodes.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.report.Block;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Ipv4PrefixSpecification;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceIpv6Address;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.Tag;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One node, one network; a reservation at .4 to .7 and somebody else's interface at .8. */
class VerificationTest {

    private static final String ZONE = DemoPlan.REGION + "a";
    private static final DemoPlan PLAN = new DemoPlan(1, 1, 1, Addressing.LOWEST_FREE);
    private static final Demo DEMO =
            new Demo(
                    PLAN,
                    "vpc-1",
                    "sg-1",
                    "lt-1",
                    List.of(
                            new Demo.Subnet(
                                    "subnet-n", Demo.NODES, ZONE, List.of(PLAN.nodeSubnet(0))),
                            new Demo.Subnet("subnet-1", 0, ZONE, List.of(PLAN.subnet(0, 0)))),
                    Map.of());
    private static final NetworkInterface FOREIGN =
            at("10.0.16.8", NetworkInterface.builder().networkInterfaceId("eni-f"));

    @Test
    void a_node_as_it_should_be_has_no_problems() {
        assertThat(problems("InService", List.of(right().build()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("wrongs")
    void what_is_wrong_with_an_interface_is_named(
            Consumer<NetworkInterface.Builder> change, List<String> found) {
        NetworkInterface.Builder wrong = right();
        change.accept(wrong);

        assertThat(problems("InService", List.of(wrong.build()))).containsExactlyElementsOf(found);
    }

    private static Stream<Arguments> wrongs() {
        return Stream.of(
                wrong(
                        eni -> eni.attachment(attachment().deleteOnTermination(false).build()),
                        "eni-1 (node 1, net1): deleteOnTermination is false, should be true"),
                wrong(
                        eni -> eni.attachment(attachment().deviceIndex(2).build()),
                        "eni-1 (node 1, net1): device index is 2, should be 1"),
                wrong(
                        eni -> eni.attachment(attachment().networkCardIndex(1).build()),
                        "eni-1 (node 1, net1): network card is 1, should be 0"),
                wrong(
                        eni -> eni.attachment(attachment().status("attaching").build()),
                        "eni-1 (node 1, net1): attachment is attaching, should be attached"),
                wrong(
                        eni -> eni.attachment((NetworkInterfaceAttachment) null),
                        "eni-1 (node 1, net1) is not attached to anything"),
                wrong(
                        eni -> eni.sourceDestCheck(true),
                        "eni-1 (node 1, net1): sourceDestCheck is true, should be false"),
                wrong(
                        eni -> eni.groups(group("sg-2")),
                        "eni-1 (node 1, net1): security groups is [sg-2], should be [sg-1]"),
                wrong(
                        eni -> eni.description("aws-K8S-i-1"),
                        "eni-1 (node 1, net1): description is aws-K8S-i-1, should be multus-nodes"
                                + " multus-demo i-1 net1"),
                wrong(
                        eni -> eni.tagSet(tags(Map.of("demo", "net2"))),
                        "eni-1 (node 1, net1): tag demo is net2, should be net1"),
                wrong(
                        eni -> eni.tagSet(tags(Map.of("node.k8s.amazonaws.com/no_manage", "yes"))),
                        "eni-1 (node 1, net1): tag node.k8s.amazonaws.com/no_manage is yes, should"
                                + " be true"),
                wrong(
                        eni -> eni.tagSet(tags(Map.of("Name", ""))),
                        "eni-1 (node 1, net1): tag Name is missing"),
                wrong(
                        eni -> eni.privateIpAddresses(List.of()),
                        "eni-1 (node 1, net1): IPv4 addresses is 0, should be 1"),
                wrong(
                        eni ->
                                eni.ipv6Addresses(
                                        NetworkInterfaceIpv6Address.builder()
                                                .ipv6Address("2001:db8::4")
                                                .build()),
                        "eni-1 (node 1, net1): IPv6 addresses is 1, should be 0"),
                wrong(
                        eni ->
                                eni.ipv4Prefixes(
                                        Ipv4PrefixSpecification.builder()
                                                .ipv4Prefix("10.0.16.128/28")
                                                .build()),
                        "eni-1 (node 1, net1): IPv4 prefixes is 1, should be 0",
                        "net1 in us-west-2a: 10.0.16.128/28 delegated, though the lowest free"
                                + " prefixes of the pods' range are none"),
                wrong(
                        eni -> at("10.0.16.10", eni),
                        "net1 in us-west-2a: 10.0.16.10 taken, though the lowest free ones are"
                                + " 10.0.16.9"));
    }

    @Test
    void a_node_that_is_not_in_service_is_named() {
        assertThat(problems("Pending:Wait", List.of(right().build())))
                .containsExactly("node 1: lifecycle state is Pending:Wait, should be InService");
    }

    @Test
    void a_missing_interface_is_named() {
        assertThat(problems("InService", List.of()))
                .containsExactly("node 1: interfaces in net1 is 0, should be 1");
    }

    @Test
    void an_interface_of_a_node_that_is_gone_is_left_over() {
        NetworkInterface stray =
                at("10.0.16.10", right().networkInterfaceId("eni-2")).toBuilder()
                        .tagSet(tags(Map.of(Story.TAG_INSTANCE, "i-2")))
                        .build();

        assertThat(problems("InService", List.of(right().build(), stray)))
                .containsExactly(
                        "eni-2 was made for node i-2, which is not in the group: it is left over");
    }

    @Test
    void a_missing_node_is_named() {
        Inventory empty = new Inventory(List.of(), List.of(FOREIGN), Map.of());

        assertThat(new Verification(DEMO, empty, id -> id, Aftermath.ALL_STAYED).problems())
                .containsExactly("the group: nodes is 0, should be 1");
    }

    @Test
    void a_node_that_should_have_left_is_named() {
        assertThat(problems("InService", List.of(right().build()), Aftermath.ONE_LEFT))
                .containsExactly("the group: nodes is 1, should be 0");
    }

    @Test
    void where_a_node_was_replaced_a_lower_address_may_be_free() {
        NetworkInterface second = at("10.0.16.10", right());
        NetworkInterface third = at("10.0.16.11", right());

        assertThat(problems("InService", List.of(second), Aftermath.ONE_REPLACED)).isEmpty();
        assertThat(problems("InService", List.of(third), Aftermath.ONE_REPLACED)).hasSize(1);
    }

    private static List<String> problems(String state, List<NetworkInterface> made) {
        return problems(state, made, Aftermath.ALL_STAYED);
    }

    private static List<String> problems(
            String state, List<NetworkInterface> made, Aftermath wanted) {
        Instance member =
                Instance.builder()
                        .instanceId("i-1")
                        .availabilityZone(ZONE)
                        .lifecycleState(state)
                        .build();
        Inventory inventory =
                new Inventory(
                        List.of(member),
                        Stream.concat(Stream.of(FOREIGN), made.stream()).toList(),
                        Map.of("subnet-1", List.of(Block.parse("10.0.16.4/30"))));
        return new Verification(
                        DEMO, inventory, id -> id.equals("i-1") ? "node 1" : "node " + id, wanted)
                .problems();
    }

    private static Arguments wrong(Consumer<NetworkInterface.Builder> change, String... found) {
        return Arguments.of(change, List.of(found));
    }

    private static NetworkInterface.Builder right() {
        return at(
                "10.0.16.9",
                NetworkInterface.builder()
                        .networkInterfaceId("eni-1")
                        .description("multus-nodes multus-demo i-1 net1")
                        .sourceDestCheck(false)
                        .groups(group("sg-1"))
                        .attachment(attachment().build())
                        .tagSet(tags(Map.of())))
                .toBuilder();
    }

    private static GroupIdentifier group(String id) {
        return GroupIdentifier.builder().groupId(id).build();
    }

    private static NetworkInterfaceAttachment.Builder attachment() {
        return NetworkInterfaceAttachment.builder()
                .instanceId("i-1")
                .status("attached")
                .deviceIndex(1)
                .networkCardIndex(0)
                .deleteOnTermination(true);
    }

    private static List<Tag> tags(Map<String, String> other) {
        Map<String, String> tags =
                new HashMap<>(
                        Map.of(
                                "node.k8s.amazonaws.com/no_manage",
                                "true",
                                "multus-nodes/node-group",
                                "multus-demo",
                                Story.TAG_INSTANCE,
                                "i-1",
                                Story.TAG_NETWORK,
                                "net1",
                                "Name",
                                "multus-demo-net1",
                                "demo",
                                "net1"));
        tags.putAll(other);
        return tags.entrySet().stream()
                .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    private static NetworkInterface at(String address, NetworkInterface.Builder eni) {
        return eni.subnetId("subnet-1")
                .privateIpAddress(address)
                .privateIpAddresses(
                        NetworkInterfacePrivateIpAddress.builder()
                                .privateIpAddress(address)
                                .primary(true)
                                .build())
                .build();
    }
}

package io.github.multusnodes.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.node.AddressWish;
import io.github.multusnodes.node.CidrReservation;
import io.github.multusnodes.node.LifecycleAction;
import io.github.multusnodes.node.Slot;
import io.github.multusnodes.port.NetworkInterfaces.NewInterface;
import io.github.multusnodes.query.AwsAccess;
import io.github.multusnodes.query.Calls;
import io.github.multusnodes.query.QueryClient;
import io.github.multusnodes.reservation.Wanted;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.stage.Accesses;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What is sent is, parameter by parameter, what the SDK's own clients send. */
class RequestsTest {

    private static final LifecycleAction ACTION =
            new LifecycleAction("g", "h", Optional.of("t"), Optional.of("i-1"));

    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b"));

    private final RecordingHttpClient http = new RecordingHttpClient(200, "<a/>");
    private final RecordingHttpClient sdks = new RecordingHttpClient(200, "<a/>");

    static Stream<Arguments> calls() {
        return Stream.of(reads(), interfaces(), addresses(), reservations(), hooks())
                .flatMap(its -> its);
    }

    private static Stream<Arguments> reads() {
        return Stream.of(
                ec2(
                        its -> new Ec2Instances(its).find("i-1"),
                        its -> its.describeInstances(r -> r.instanceIds("i-1"))),
                ec2(
                        its -> new Ec2Instances(its).find(List.of("i-1", "i-2")),
                        its ->
                                its.describeInstances(
                                        r ->
                                                r.filters(filter("instance-id", "i-1", "i-2"))
                                                        .maxResults(1000))),
                ec2(
                        its -> new Ec2Instances(its).limitsOf("m5.large"),
                        its ->
                                its.describeInstanceTypes(
                                        r -> r.instanceTypesWithStrings("m5.large"))),
                ec2(
                        its -> new Ec2Subnets(its).find(List.of("s-1", "s-2")),
                        its ->
                                its.describeSubnets(
                                        r -> r.filters(filter("subnet-id", "s-1", "s-2")))),
                ec2(
                        its -> new Ec2Subnets(its).reservations("s-1"),
                        its ->
                                its.getSubnetCidrReservations(
                                        r -> r.subnetId("s-1").maxResults(1000))),
                ec2(
                        its -> new Ec2NetworkInterfaces(its).find("eni-1"),
                        its -> its.describeNetworkInterfaces(r -> r.networkInterfaceIds("eni-1"))),
                ec2(
                        its -> new Ec2NetworkInterfaces(its).madeFor("upf & co", "i-1"),
                        its ->
                                its.describeNetworkInterfaces(
                                        r ->
                                                r.filters(
                                                                filter(
                                                                        "tag:multus-nodes/node-group",
                                                                        "upf & co"),
                                                                filter(
                                                                        "tag:multus-nodes/instance",
                                                                        "i-1"))
                                                        .maxResults(1000))),
                ec2(
                        its ->
                                new Ec2NetworkInterfaces(its)
                                        .holding("s-1", List.of(Ip.parse("2001:db8::4"))),
                        its ->
                                its.describeNetworkInterfaces(
                                        r ->
                                                r.filters(
                                                                filter("subnet-id", "s-1"),
                                                                filter(
                                                                        "ipv6-addresses.ipv6-address",
                                                                        "2001:db8::4"))
                                                        .maxResults(1000))));
    }

    private static Stream<Arguments> interfaces() {
        return Stream.of(
                ec2(
                        its ->
                                create(
                                        its,
                                        Family.IPV4,
                                        new AddressWish.Named(Ip.parse("10.0.0.4"))),
                        its ->
                                its.createNetworkInterface(
                                        r -> asked(r).privateIpAddress("10.0.0.4"))),
                ec2(
                        its -> new Ec2NetworkInterfaces(its).attach("eni-1", "i-1", new Slot(1, 2)),
                        its ->
                                its.attachNetworkInterface(
                                        r ->
                                                r.networkInterfaceId("eni-1")
                                                        .instanceId("i-1")
                                                        .deviceIndex(2)
                                                        .networkCardIndex(1))),
                ec2(
                        its -> new Ec2NetworkInterfaces(its).endWithInstance("eni-1", "a-1"),
                        its ->
                                its.modifyNetworkInterfaceAttribute(
                                        r ->
                                                r.networkInterfaceId("eni-1")
                                                        .attachment(
                                                                a ->
                                                                        a.attachmentId("a-1")
                                                                                .deleteOnTermination(
                                                                                        true)))),
                ec2(
                        its -> new Ec2NetworkInterfaces(its).setSourceDestCheck("eni-1", false),
                        its ->
                                its.modifyNetworkInterfaceAttribute(
                                        r ->
                                                r.networkInterfaceId("eni-1")
                                                        .sourceDestCheck(v -> v.value(false)))),
                ec2(
                        its ->
                                new Ec2NetworkInterfaces(its)
                                        .tag("eni-1", Map.of("a", "", "b", "c")),
                        its ->
                                its.createTags(
                                        r ->
                                                r.resources("eni-1")
                                                        .tags(tag("a", ""), tag("b", "c")))),
                ec2(
                        its -> new Ec2NetworkInterfaces(its).untag("eni-1", "a"),
                        its ->
                                its.deleteTags(
                                        r ->
                                                r.resources("eni-1")
                                                        .tags(Tag.builder().key("a").build()))),
                ec2(
                        its -> new Ec2NetworkInterfaces(its).delete("eni-1"),
                        its -> its.deleteNetworkInterface(r -> r.networkInterfaceId("eni-1"))));
    }

    private static Stream<Arguments> addresses() {
        return Stream.of(
                ec2(
                        its ->
                                create(
                                        its,
                                        Family.IPV6,
                                        new AddressWish.Named(Ip.parse("2001:db8::4"))),
                        its ->
                                its.createNetworkInterface(
                                        r ->
                                                asked(r).ipv6Addresses(
                                                                InstanceIpv6Address.builder()
                                                                        .ipv6Address("2001:db8::4")
                                                                        .build()))),
                ec2(
                        its -> create(its, Family.IPV6, new AddressWish.Any()),
                        its -> its.createNetworkInterface(r -> asked(r).ipv6AddressCount(1))),
                ec2(
                        its -> delegate(its, Family.IPV4, "10.0.0.16/28", "10.0.0.32/28"),
                        its ->
                                its.assignPrivateIpAddresses(
                                        r ->
                                                r.networkInterfaceId("eni-1")
                                                        .ipv4Prefixes(
                                                                "10.0.0.16/28", "10.0.0.32/28"))),
                ec2(
                        its -> delegate(its, Family.IPV6, "2001:db8::/80"),
                        its ->
                                its.assignIpv6Addresses(
                                        r ->
                                                r.networkInterfaceId("eni-1")
                                                        .ipv6Prefixes("2001:db8::/80"))),
                ec2(
                        its -> unassign(its, "10.0.0.5", "10.0.0.6"),
                        its ->
                                its.unassignPrivateIpAddresses(
                                        r ->
                                                r.networkInterfaceId("eni-1")
                                                        .privateIpAddresses(
                                                                "10.0.0.5", "10.0.0.6"))),
                ec2(
                        its -> unassign(its, "2001:db8::5"),
                        its ->
                                its.unassignIpv6Addresses(
                                        r ->
                                                r.networkInterfaceId("eni-1")
                                                        .ipv6Addresses("2001:db8::5"))),
                ec2(
                        its -> giveBack(its, "10.0.0.16/28"),
                        its ->
                                its.unassignPrivateIpAddresses(
                                        r ->
                                                r.networkInterfaceId("eni-1")
                                                        .ipv4Prefixes("10.0.0.16/28"))),
                ec2(
                        its -> giveBack(its, "2001:db8::/80"),
                        its ->
                                its.unassignIpv6Addresses(
                                        r ->
                                                r.networkInterfaceId("eni-1")
                                                        .ipv6Prefixes("2001:db8::/80"))));
    }

    private static Stream<Arguments> reservations() {
        Wanted wanted =
                new Wanted(
                        "s-1", Cidr.parse("10.0.0.16/28"), CidrReservation.Type.EXPLICIT, "pods");
        return Stream.of(
                ec2(
                        its -> new Ec2Reservations(its).create(wanted, Map.of("a", "b", "c", "")),
                        its ->
                                its.createSubnetCidrReservation(
                                        r ->
                                                r.subnetId("s-1")
                                                        .cidr("10.0.0.16/28")
                                                        .reservationType("explicit")
                                                        .description("pods")
                                                        .tagSpecifications(
                                                                tagged(
                                                                        "subnet-cidr-reservation")))),
                ec2(
                        its -> new Ec2Reservations(its).delete("scr-1"),
                        its ->
                                its.deleteSubnetCidrReservation(
                                        r -> r.subnetCidrReservationId("scr-1"))));
    }

    private static Stream<Arguments> hooks() {
        return Stream.of(
                autoScaling(
                        its -> its.heartbeatTimeout("g", "h"),
                        its ->
                                its.describeLifecycleHooks(
                                        r -> r.autoScalingGroupName("g").lifecycleHookNames("h"))),
                autoScaling(
                        its -> its.members("g"),
                        its -> its.describeAutoScalingGroups(r -> r.autoScalingGroupNames("g"))),
                autoScaling(
                        its -> its.member("i-1"),
                        its -> its.describeAutoScalingInstances(r -> r.instanceIds("i-1"))),
                autoScaling(
                        its -> its.heartbeat(ACTION),
                        its ->
                                its.recordLifecycleActionHeartbeat(
                                        r ->
                                                r.autoScalingGroupName("g")
                                                        .lifecycleHookName("h")
                                                        .lifecycleActionToken("t")
                                                        .instanceId("i-1"))),
                autoScaling(
                        its -> its.proceed(ACTION),
                        its ->
                                its.completeLifecycleAction(
                                        r ->
                                                r.autoScalingGroupName("g")
                                                        .lifecycleHookName("h")
                                                        .lifecycleActionToken("t")
                                                        .instanceId("i-1")
                                                        .lifecycleActionResult("CONTINUE"))));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void each_call_is_the_sdk_s(Consumer<AwsAccess> ours, Consumer<RecordingHttpClient> theirs) {
        try {
            ours.accept(Accesses.through(http, "caller"));
        } catch (CloudFailure emptyAnswer) {
            assertThat(emptyAnswer).hasMessageContaining(": The answer cannot be read: ");
        }
        theirs.accept(sdks);

        assertThat(form(http)).isEqualTo(form(sdks));
        for (String header : List.of("Content-Type", "Content-Length")) {
            assertThat(http.requests().getFirst().firstMatchingHeader(header)).isPresent();
        }
        assertThat(http.requests().getFirst().firstMatchingHeader("Authorization").orElseThrow())
                .startsWith("AWS4-HMAC-SHA256 Credential=caller/");
    }

    private static Map<String, String> form(RecordingHttpClient client) {
        Map<String, String> form = new TreeMap<>();
        for (String pair : client.bodies().getFirst().split("&", -1)) {
            int equals = pair.indexOf('=');
            String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
            assertThat(form.put(pair.substring(0, equals), value)).isNull();
        }
        return form;
    }

    private static Arguments ec2(Consumer<QueryClient> ours, Consumer<Ec2Client> theirs) {
        Consumer<AwsAccess> our = access -> ours.accept(access.ec2(new Calls()));
        Consumer<RecordingHttpClient> their =
                http ->
                        theirs.accept(
                                Ec2Client.builder()
                                        .httpClient(http)
                                        .region(Region.US_WEST_2)
                                        .credentialsProvider(CREDENTIALS)
                                        .build());
        return Arguments.of(our, their);
    }

    private static Arguments autoScaling(
            Consumer<AutoScalingHooks> ours, Consumer<AutoScalingClient> theirs) {
        Consumer<AwsAccess> our =
                access -> ours.accept(new AutoScalingHooks(access.autoScaling(new Calls())));
        Consumer<RecordingHttpClient> their =
                http ->
                        theirs.accept(
                                AutoScalingClient.builder()
                                        .httpClient(http)
                                        .region(Region.US_WEST_2)
                                        .credentialsProvider(CREDENTIALS)
                                        .build());
        return Arguments.of(our, their);
    }

    private static void create(QueryClient ec2, Family family, AddressWish wish) {
        new Ec2NetworkInterfaces(ec2)
                .create(
                        new NewInterface(
                                "s-1",
                                List.of("sg-1", "sg-2"),
                                Map.of(family, wish),
                                "größer + kleiner",
                                Map.of("c", "", "a", "b")),
                        "token");
    }

    private static void delegate(QueryClient ec2, Family family, String... prefixes) {
        new Ec2NetworkInterfaces(ec2)
                .delegatePrefixes("eni-1", family, Stream.of(prefixes).map(Cidr::parse).toList());
    }

    private static void unassign(QueryClient ec2, String... addresses) {
        new Ec2NetworkInterfaces(ec2)
                .unassign("eni-1", Stream.of(addresses).map(Ip::parse).toList());
    }

    private static void giveBack(QueryClient ec2, String prefix) {
        new Ec2NetworkInterfaces(ec2).returnPrefix("eni-1", Cidr.parse(prefix));
    }

    private static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }

    private static TagSpecification tagged(String type) {
        return TagSpecification.builder()
                .resourceType(type)
                .tags(tag("a", "b"), tag("c", ""))
                .build();
    }

    /** What {@link #create} asks for, but for addresses. */
    private static CreateNetworkInterfaceRequest.Builder asked(
            CreateNetworkInterfaceRequest.Builder request) {
        return request.subnetId("s-1")
                .description("größer + kleiner")
                .groups("sg-1", "sg-2")
                .tagSpecifications(tagged("network-interface"))
                .clientToken("token");
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}

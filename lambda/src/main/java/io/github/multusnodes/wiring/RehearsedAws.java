package io.github.multusnodes.wiring;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * EC2 and Auto Scaling as one launch meets them, on loopback: the same answer to each call of an
 * action.
 */
final class RehearsedAws implements AutoCloseable {

    /** Of the group whose launch it is. */
    static final Map<String, String> SETTINGS =
            Map.of(
                    "MULTUS_NODE_GROUP",
                    "rehearsal",
                    "MULTUS_NETWORKS",
                    """
                    [{"name": "n1", "deviceIndex": 1, "subnets": ["subnet-1"],
                      "securityGroups": ["sg-1"], "sourceDestCheck": false}]\
                    """);

    private static final Map<String, String> ANSWERS =
            Map.of(
                    "DescribeSubnets",
                    """
                    <subnetSet><item><subnetId>subnet-1</subnetId><cidrBlock>10.0.0.0/24</cidrBlock>
                    <availableIpAddressCount>250</availableIpAddressCount>
                    <availabilityZone>us-east-1a</availabilityZone></item></subnetSet>
                    """,
                    "DescribeInstances",
                    """
                    <reservationSet><item><instancesSet><item>
                    <instanceId>i-0123456789abcdef0</instanceId>
                    <instanceState><name>running</name></instanceState>
                    <instanceType>m5.large</instanceType>
                    <launchTime>2026-01-01T00:00:00.000Z</launchTime>
                    <placement><availabilityZone>us-east-1a</availabilityZone></placement>
                    <networkInterfaceSet><item><networkInterfaceId>eni-0</networkInterfaceId>
                    <attachment><deviceIndex>0</deviceIndex></attachment></item>
                    </networkInterfaceSet></item></instancesSet></item></reservationSet>
                    """,
                    "DescribeInstanceTypes",
                    """
                    <instanceTypeSet><item><networkInfo>
                    <maximumNetworkInterfaces>3</maximumNetworkInterfaces>
                    <ipv4AddressesPerInterface>10</ipv4AddressesPerInterface>
                    <ipv6AddressesPerInterface>10</ipv6AddressesPerInterface>
                    </networkInfo></item></instanceTypeSet>
                    """,
                    "DescribeNetworkInterfaces",
                    "<networkInterfaceSet/>",
                    "GetSubnetCidrReservations",
                    "<subnetIpv4CidrReservationSet/>",
                    "CreateNetworkInterface",
                    """
                    <networkInterface><networkInterfaceId>eni-1</networkInterfaceId>
                    <subnetId>subnet-1</subnetId><status>available</status>
                    <privateIpAddress>10.0.0.4</privateIpAddress>
                    <sourceDestCheck>true</sourceDestCheck>
                    <tagSet><item><key>multus-nodes/node-group</key><value>rehearsal</value></item>
                    </tagSet></networkInterface>
                    """,
                    "AttachNetworkInterface",
                    "<attachmentId>eni-attach-1</attachmentId>",
                    "DescribeAutoScalingGroups",
                    """
                    <DescribeAutoScalingGroupsResult><AutoScalingGroups><member><Instances><member>
                    <InstanceId>i-0123456789abcdef0</InstanceId>
                    <AvailabilityZone>us-east-1a</AvailabilityZone>
                    <LifecycleState>Pending:Wait</LifecycleState></member></Instances>
                    </member></AutoScalingGroups></DescribeAutoScalingGroupsResult>
                    """,
                    "DescribeLifecycleHooks",
                    """
                    <DescribeLifecycleHooksResult><LifecycleHooks><member>
                    <HeartbeatTimeout>300</HeartbeatTimeout></member></LifecycleHooks>
                    </DescribeLifecycleHooksResult>
                    """);

    private final HttpServer server;

    private RehearsedAws(HttpServer server) {
        this.server = server;
    }

    static RehearsedAws open() throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        HttpServer server = HttpServer.create(anyPort, 0);
        server.createContext("/", RehearsedAws::answer);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.start();
        return new RehearsedAws(server);
    }

    /** What {@code AWS_ENDPOINT_URL} has to say. */
    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** No connection outlives its answer: there is none for the snapshot to keep. */
    private static void answer(HttpExchange exchange) {
        try (exchange) {
            String form =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String action = form.substring("Action=".length(), form.indexOf('&'));
            String xml = "<Answer>" + ANSWERS.getOrDefault(action, "") + "</Answer>";
            byte[] body = xml.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Connection", "close");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

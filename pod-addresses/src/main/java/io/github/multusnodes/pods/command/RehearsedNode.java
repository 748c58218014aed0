package io.github.multusnodes.pods.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Instance metadata, EC2, the agent of EKS Pod Identity and the API server on loopback, as a pod
 * meets them on a node with one interface, in whose subnet every address is; and one pod.
 */
final class RehearsedNode implements AutoCloseable {

    private static final String METADATA = "/latest/meta-data/";
    private static final String MACS = "network/interfaces/macs/";
    private static final String MAC = "0e:00:00:00:00:01";
    private static final String OWN = "198.51.100.10";
    private static final String VERSION = "\"metadata\": {\"resourceVersion\": \"7\"}";
    private static final String POD =
            """
            {"metadata": {"resourceVersion": "7", "uid": "1", "namespace": "default", "name": "pod", \
            "creationTimestamp": "2026-01-01T00:00:00Z", "annotations": \
            {"k8s.v1.cni.cncf.io/network-status": "[{\\"name\\": \\"default/n1\\", \\"interface\\": \
            \\"net1\\", \\"mac\\": \\"0e:00:00:00:00:01\\", \\"ips\\": \
            [\\"198.51.100.20\\", \\"2001:db8::20\\"]}]"}}}\
            """;

    private static final Pattern ASSIGNED =
            Pattern.compile("&(?:PrivateIpAddress|Ipv6Addresses)\\.[0-9]+=([^&]+)");

    private final HttpServer server;
    private final List<String> assigned = new CopyOnWriteArrayList<>();

    private RehearsedNode(HttpServer server) {
        this.server = server;
    }

    static RehearsedNode open() throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        HttpServer server = HttpServer.create(anyPort, 0);
        RehearsedNode node = new RehearsedNode(server);
        server.createContext("/", node::answer);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.start();
        return node;
    }

    /** Where all of it is. */
    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            String form =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            String path =
                    exchange.getRequestURI().getPath()
                            + (query.contains("watch=true") ? "?watch" : "");
            byte[] body =
                    (path.equals("/") ? ec2(form) : item(path)).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(
                    body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** What is not there is empty. */
    private String item(String path) {
        return switch (path) {
            case "/credentials" ->
                    """
                    {"AccessKeyId": "rehearsal", "SecretAccessKey": "rehearsal", "Token": "none",
                     "Expiration": "2100-01-01T00:00:00Z"}\
                    """;
            case "/latest/api/token" -> "token";
            case "/api/v1/pods" -> "{" + VERSION + ", \"items\": [" + POD + "]}";
            case "/api/v1/pods?watch" ->
                    """
                    {"type": "MODIFIED", "object": %s}
                    {"type": "BOOKMARK", "object": {%s}}
                    """
                            .formatted(POD, VERSION);
            default ->
                    path.startsWith(METADATA)
                            ? metadata().getOrDefault(path.substring(METADATA.length()), "")
                            : "";
        };
    }

    private Map<String, String> metadata() {
        String eni = MACS + MAC + "/";
        return Map.of(
                "mac",
                "0e:00:00:00:00:00",
                "instance-id",
                "i-0123456789abcdef0",
                MACS,
                MAC + "/",
                eni + "device-number",
                "1",
                eni + "interface-id",
                "eni-1",
                eni + "subnet-id",
                "subnet-1",
                eni + "subnet-ipv4-cidr-block",
                "0.0.0.0/0",
                eni + "subnet-ipv6-cidr-blocks",
                "::/0",
                eni + "local-ipv4s",
                OWN + shown(false, "\n%s"),
                eni + "ipv6s",
                shown(true, "%s\n"));
    }

    private String ec2(String form) {
        if (form.startsWith("Action=Assign")) {
            ASSIGNED.matcher(form)
                    .results()
                    .map(RehearsedNode::value)
                    .filter(each -> !assigned.contains(each))
                    .forEach(assigned::add);
        }
        return """
        <Answer><networkInterfaceSet><item><networkInterfaceId>eni-1</networkInterfaceId>
        <macAddress>%s</macAddress><subnetId>subnet-1</subnetId>
        <attachment><deviceIndex>1</deviceIndex></attachment>
        <tagSet><item><key>multus-nodes/network</key><value>n1</value></item></tagSet>
        <privateIpAddress>%s</privateIpAddress>
        <privateIpAddressesSet>%s</privateIpAddressesSet>
        <ipv6AddressesSet>%s</ipv6AddressesSet></item></networkInterfaceSet></Answer>
        """
                .formatted(
                        MAC,
                        OWN,
                        shown(false, "<item><privateIpAddress>%s</privateIpAddress></item>"),
                        shown(true, "<item><ipv6Address>%s</ipv6Address></item>"));
    }

    private static String value(MatchResult its) {
        return URLDecoder.decode(its.group(1), StandardCharsets.UTF_8);
    }

    /** The assigned addresses of a family, each in a form. */
    private String shown(boolean ipv6, String form) {
        return assigned.stream()
                .filter(each -> each.contains(":") == ipv6)
                .map(form::formatted)
                .collect(Collectors.joining());
    }
}

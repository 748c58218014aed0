package io.github.multusnodes.simulator.wire.kubernetes;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;

import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.kubernetes.ClusterConfig;
import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;
import io.github.multusnodes.simulator.wire.Door.Answer;
import io.github.multusnodes.simulator.wire.RestCall;
import io.github.multusnodes.simulator.wire.RestRequest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;

/** A call to EKS: {@code DescribeCluster} (API version 2017-11-01), and no other. */
record EksCall(Kubernetes kubernetes, RestRequest request) implements RestCall {

    private static final String PREFIX = "/clusters/";
    private static final String ARN = "arn:aws:eks:us-west-2:123456789012:cluster/";

    @Override
    public String caller() {
        String[] parts = request.authorization().split("Credential=|/", -1);
        return parts.length > 1 ? parts[1] : "unsigned";
    }

    @Override
    public String action() {
        return isDescribe() ? "DescribeCluster" : request.method() + " " + request.path();
    }

    @Override
    public Map<String, String> parameters() {
        return isDescribe() ? Map.of("name", name()) : Map.of();
    }

    @Override
    public Answer answer() {
        if (!isDescribe()) {
            throw Refusal.of("InvalidRequestException", "The simulator does not model " + action());
        }
        if (!name().equals(Kubernetes.NAME) || kubernetes.status() == Kubernetes.Status.ABSENT) {
            throw new Refusal(
                    404, "ResourceNotFoundException", "No cluster found for name: " + name() + ".");
        }
        return json(200, Json.object().add("cluster", cluster()));
    }

    @Override
    public Refusal throttled() {
        return new Refusal(429, "ThrottlingException", "Rate exceeded");
    }

    @Override
    public Answer refusal(Refusal refusal) {
        return json(
                refusal.status(),
                Json.object().add("__type", refusal.code()).add("message", refusal.text()));
    }

    /** What EKS has not made yet it leaves out. */
    private JsonObject cluster() {
        ClusterConfig config = kubernetes.config();
        JsonObject network =
                Json.object()
                        .add("ipFamily", config.ipFamily())
                        .add(
                                config.ipFamily().equals("ipv6")
                                        ? "serviceIpv6Cidr"
                                        : "serviceIpv4Cidr",
                                config.serviceCidr());
        JsonObject cluster =
                Json.object()
                        .add("name", name())
                        .add("arn", ARN + name())
                        .add("status", kubernetes.status().name())
                        .add("version", config.version())
                        .add("kubernetesNetworkConfig", network)
                        .add("resourcesVpcConfig", Json.object().add("vpcId", config.vpcId()));
        if (!config.authenticationMode().isEmpty()) {
            cluster.add(
                    "accessConfig",
                    Json.object().add("authenticationMode", config.authenticationMode()));
        }
        if (kubernetes.status() != Kubernetes.Status.CREATING) {
            cluster.add("endpoint", kubernetes.endpoint().toString())
                    .add("certificateAuthority", Json.object().add("data", certificate()));
            cluster.get("resourcesVpcConfig")
                    .asObject()
                    .add("clusterSecurityGroupId", config.securityGroupId());
        }
        return cluster;
    }

    private boolean isDescribe() {
        return request.method().equals("GET")
                && request.path().matches("/clusters/[^/]+")
                && request.query().isEmpty();
    }

    private String name() {
        return request.path().substring(PREFIX.length());
    }

    private static Answer json(int status, JsonObject body) {
        return new Answer(status, "application/json", body.toString());
    }

    /** The cluster's certificate authority; nobody has its key any more. */
    private static String certificate() {
        try (InputStream pem =
                Objects.requireNonNull(EksCall.class.getResourceAsStream("ca.pem"))) {
            return Base64.getEncoder().encodeToString(pem.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

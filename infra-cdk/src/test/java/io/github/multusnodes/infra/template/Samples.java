package io.github.multusnodes.infra.template;

import java.util.LinkedHashMap;
import java.util.Map;

/** Parameters as people give them. */
final class Samples {

    private Samples() {}

    /** Two networks in one zone, in the public sample's way. */
    static Deployment likeTheSample() {
        return standalone(
                Map.of(
                        "Subnets", "subnet-0a",
                        "MultusSubnets", "subnet-0b,subnet-0c",
                        "MultusSecurityGroups", "sg-0a",
                        "MultusInterfaces", "2",
                        "InterfaceTags", "cnf=abc01,type=5g",
                        "NodeLabels", "cnf=abc01"));
    }

    /** One network in two zones. */
    static Deployment withNetworks() {
        return standalone(
                Map.of(
                        "Subnets", "subnet-0a,subnet-0d",
                        "MultusSubnets", "subnet-0b,subnet-0c",
                        "MultusSecurityGroups", "sg-0a",
                        "MultusInterfaces", "1",
                        "Networks",
                                """
                                [{"name": "n3", "deviceIndex": 1,
                                  "subnets": ["subnet-0b", "subnet-0c"],
                                  "securityGroups": ["sg-0a"]}]
                                """,
                        "DrainSettings", "{\"timeoutSeconds\": 600}"));
    }

    static Deployment standalone(Map<String, String> more) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("ClusterName", "core");
        parameters.put("NodeGroupName", "upf");
        parameters.put("LambdaS3Bucket", "jars");
        parameters.putAll(more);
        return Deployment.of("multus-nodes.yaml", parameters);
    }

    static Deployment quickstart() {
        return Deployment.of(
                "quickstart.yaml",
                Map.of(
                        "NodeGroupName", "upf",
                        "ClusterAdminArn", "arn:aws:iam::123456789012:role/admin",
                        "EndpointAccessCidr", "203.0.113.7/32",
                        "LambdaS3Bucket", "jars"));
    }
}

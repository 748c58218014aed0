package io.github.multusnodes.infra.construct;

import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

import java.util.List;
import java.util.Map;

/** What EKS says of the cluster when the stack is deployed, asked by its name alone. */
final class ClusterFacts extends Construct {

    private final CustomResource facts;

    ClusterFacts(
            Construct scope,
            String id,
            FunctionProps props,
            List<PolicyStatement> permissions,
            IQueue failures) {
        super(scope, id);
        HandlerFunction function =
                new HandlerFunction(
                        this,
                        "Ask",
                        props,
                        new HandlerFunction.Kind(
                                "cluster",
                                "ClusterHandler",
                                "Asks EKS for the endpoint, CA and addresses of the cluster",
                                props.code().drain(),
                                props.drainMemoryMiB(),
                                60,
                                2,
                                Map.of(),
                                permissions),
                        failures);
        this.facts =
                CustomResource.Builder.create(this, "Cluster")
                        .resourceType("Custom::MultusNodesCluster")
                        .serviceToken(function.alias().getFunctionArn())
                        .serviceTimeout(Duration.minutes(10))
                        .properties(Map.of("ClusterName", props.clusterName()))
                        .build();
        facts.getNode().addDependency(function);
    }

    String endpoint() {
        return facts.getAttString("Endpoint");
    }

    /** In Base64, as EKS gives it. */
    String certificateAuthority() {
        return facts.getAttString("CertificateAuthority");
    }

    /** Of the cluster's services, not of the VPC. */
    String serviceCidr() {
        return facts.getAttString("ServiceCidr");
    }

    /** The group that EKS made for the cluster and its nodes. */
    String securityGroup() {
        return facts.getAttString("SecurityGroupId");
    }

    String vpc() {
        return facts.getAttString("VpcId");
    }
}

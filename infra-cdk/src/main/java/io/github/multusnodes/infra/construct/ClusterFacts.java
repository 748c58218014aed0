package io.github.multusnodes.infra.construct;

import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.constructs.Construct;

import java.util.Map;

/** What EKS says of the cluster when the stack is deployed, asked by its name alone. */
public final class ClusterFacts extends Construct {

    private final CustomResource facts;

    /**
     * Asks for {@link GroupProps#clusterName}.
     *
     * @param functions of the node group: what may be asked, and who hears that it failed
     */
    public ClusterFacts(Construct scope, String id, FunctionProps props, HookFunctions functions) {
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
                                functions.permissions().cluster()),
                        functions.queues().failed());
        this.facts =
                function.answerFor(
                        this,
                        "Cluster",
                        "Custom::MultusNodesCluster",
                        Duration.minutes(10),
                        Map.of("ClusterName", props.clusterName()));
    }

    /** Where its API server is. */
    public String endpoint() {
        return facts.getAttString("Endpoint");
    }

    /** In Base64, as EKS gives it. */
    public String certificateAuthority() {
        return facts.getAttString("CertificateAuthority");
    }

    /** Of the cluster's services, not of the VPC. */
    public String serviceCidr() {
        return facts.getAttString("ServiceCidr");
    }

    /** The group that EKS made for the cluster and its nodes. */
    public String securityGroup() {
        return facts.getAttString("SecurityGroupId");
    }

    /** Id of the VPC it is in. */
    public String vpc() {
        return facts.getAttString("VpcId");
    }
}

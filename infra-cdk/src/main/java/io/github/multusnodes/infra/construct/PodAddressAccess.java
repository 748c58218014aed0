package io.github.multusnodes.infra.construct;

import io.github.multusnodes.infra.construct.PodAccessProps.PodServiceAccount;

import software.amazon.awscdk.services.eks.CfnPodIdentityAssociation;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

import java.util.List;

/**
 * Lets pods put their addresses on the node group's interfaces, and on no others: by a role that
 * EKS Pod Identity gives to their service accounts. The cluster needs the Pod Identity Agent.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html">Learn how EKS
 *     Pod Identity grants pods access to AWS services</a>
 */
public final class PodAddressAccess extends Construct {

    /**
     * Lets these do it.
     *
     * @param statements what they may do
     */
    public PodAddressAccess(
            Construct scope, String id, PodAccessProps props, List<PolicyStatement> statements) {
        super(scope, id);
        Role role =
                Role.Builder.create(this, "Role")
                        .assumedBy(new ServicePrincipal("pods.eks.amazonaws.com").withSessionTags())
                        .description("Addresses of pods on nodes of " + props.nodeGroupName())
                        .build();
        Policy policy =
                Policy.Builder.create(this, "Policy")
                        .statements(statements)
                        .roles(List.of(role))
                        .build();
        Reviewed.functionPolicy(policy);
        for (PodServiceAccount account : props.podServiceAccounts()) {
            CfnPodIdentityAssociation association =
                    CfnPodIdentityAssociation.Builder.create(
                                    this, account.namespace() + "-" + account.name())
                            .clusterName(props.clusterName())
                            .namespace(account.namespace())
                            .serviceAccount(account.name())
                            .roleArn(role.getRoleArn())
                            .build();
            association.getNode().addDependency(policy);
        }
    }
}

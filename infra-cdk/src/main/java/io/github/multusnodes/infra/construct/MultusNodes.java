package io.github.multusnodes.infra.construct;

import software.amazon.awscdk.services.autoscaling.CfnAutoScalingGroup;
import software.amazon.awscdk.services.iam.IRole;
import software.constructs.Construct;

import java.util.List;
import java.util.Optional;

/**
 * A node group whose nodes come up with their Multus interfaces, in a cluster that exists.
 *
 * <p>Everything that handles an event of the group exists before the group and is deleted after it;
 * nothing of it refers to the group but by name.
 */
public final class MultusNodes extends Construct {

    private final HookFunctions functions;
    private final NodeAccess access;
    private final NodeGroupAlarms alarms;
    private final NodeGroup group;

    public MultusNodes(Construct scope, String id, MultusNodesProps props) {
        super(scope, id);
        this.functions = new HookFunctions(this, "Functions", props);
        ClusterFacts cluster = new ClusterFacts(this, "Cluster", props, functions);
        this.access = new NodeAccess(this, "Access", props, cluster);
        this.alarms = new NodeGroupAlarms(this, "Alarms", props, functions);
        if (props.dashboard()) {
            new NodeGroupDashboard(this, "Page", props, alarms.all());
        }
        this.group = new NodeGroup(this, "Nodes", props, cluster, access);
        group.needs(functions, access);
        if (props.drains()) {
            group.needs(drainAccess(props, cluster));
        }
        if (!props.podServiceAccounts().isEmpty()) {
            group.needs(
                    new PodAddressAccess(
                            this, "PodAddresses", props, functions.podAddressStatements()));
        }
        if (!props.reservations().isEmpty()) {
            group.needs(new SubnetReservations(this, "Reservations", props, functions));
        }
    }

    /** The Auto Scaling group, for what must exist before nodes come, or after. */
    public CfnAutoScalingGroup group() {
        return group.group();
    }

    /** The nodes' role: it has no right to any interface. */
    public IRole nodeRole() {
        return access.role();
    }

    /** Id of the security group of the nodes' primary interfaces. */
    public String nodeSecurityGroup() {
        return access.securityGroup();
    }

    /** ARN of the alias that the launch rule calls. */
    public String launchFunctionArn() {
        return functions.launchArn();
    }

    /** ARN of the alias that the terminate rule calls. */
    public String terminateFunctionArn() {
        return functions.terminateArn();
    }

    /** ARN of the alias that the schedule calls. */
    public String sweepFunctionArn() {
        return functions.sweepArn();
    }

    /** URL of the queue of events that no function could be given. */
    public String undeliveredQueueUrl() {
        return functions.queues().undelivered().getQueueUrl();
    }

    /** URL of the queue of events that a function failed on. */
    public String failedQueueUrl() {
        return functions.queues().failed().getQueueUrl();
    }

    /** ARN of the topic that alarms are sent to, if there is one. */
    public Optional<String> alarmTopicArn() {
        return alarms.topicArn();
    }

    private DrainAccess drainAccess(MultusNodesProps props, ClusterFacts cluster) {
        DrainAccess access = new DrainAccess(this, "DrainAccess", props, functions.drainRoles());
        if (!props.vpcSubnetIds().isEmpty()) {
            List<String> groups =
                    props.vpcSecurityGroupIds().isEmpty()
                            ? List.of(access.reachPrivately(cluster))
                            : props.vpcSecurityGroupIds();
            functions.runDrainsIn(props.vpcSubnetIds(), groups);
        }
        return access;
    }
}

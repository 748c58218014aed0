package io.github.multusnodes.infra.construct;

/** Which node group, in which cluster. */
public interface GroupProps {

    /**
     * Name of the node group: owner in the tags of its interfaces, and name of its Auto Scaling
     * group. Unique in the account and region.
     */
    String nodeGroupName();

    /** Name of the EKS cluster that the nodes join. */
    String clusterName();

    /** Name of the launch hook, unique in the account and region. */
    default String launchHookName() {
        return nodeGroupName() + "-multus-launch";
    }

    /** Name of the termination hook, unique in the account and region. */
    default String terminateHookName() {
        return nodeGroupName() + "-multus-terminate";
    }
}

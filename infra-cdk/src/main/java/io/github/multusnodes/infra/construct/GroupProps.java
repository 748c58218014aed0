package io.github.multusnodes.infra.construct;

import io.github.multusnodes.infra.variables.HookNames;

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
        return HookNames.of(nodeGroupName()).launch();
    }

    /** Name of the termination hook, unique in the account and region. */
    default String terminateHookName() {
        return HookNames.of(nodeGroupName()).terminate();
    }
}

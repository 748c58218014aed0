package io.github.multusnodes.infra.variables;

/** What a node group's lifecycle hooks are called. */
public record HookNames(String launch, String terminate) {

    /** Unique in the account and region, so that event rules can name them before the group is. */
    public static HookNames of(String nodeGroup) {
        return new HookNames(nodeGroup + "-multus-launch", nodeGroup + "-multus-terminate");
    }
}

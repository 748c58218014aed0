package io.github.multusnodes.infra.config;

/**
 * What a node group's lifecycle hooks are called: unique in the account and region, so that event
 * rules can name them before the group exists.
 */
public final class HookNames {

    private HookNames() {}

    /** The launch hook's name. */
    public static String launch(String nodeGroup) {
        return nodeGroup + "-multus-launch";
    }

    /** The termination hook's name. */
    public static String terminate(String nodeGroup) {
        return nodeGroup + "-multus-terminate";
    }
}

package io.github.multusnodes.simulator.state.autoscaling;

import java.util.List;

/**
 * What a new group shall be.
 *
 * @param hooks in place before the first instance is launched
 */
public record NewGroup(
        String name,
        Sizes sizes,
        LaunchSource source,
        List<String> subnetIds,
        Group.Policy policy,
        List<Group.Tag> tags,
        List<Hook> hooks) {

    public NewGroup {
        subnetIds = List.copyOf(subnetIds);
        tags = List.copyOf(tags);
        hooks = List.copyOf(hooks);
    }
}

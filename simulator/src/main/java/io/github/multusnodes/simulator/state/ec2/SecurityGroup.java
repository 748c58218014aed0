package io.github.multusnodes.simulator.state.ec2;

import java.util.Map;

/** A security group; its rules are not modelled. */
public record SecurityGroup(
        String id, String vpcId, String name, String description, Map<String, String> tags) {

    public SecurityGroup {
        tags = Map.copyOf(tags);
    }

    SecurityGroup withTags(Map<String, String> other) {
        return new SecurityGroup(id, vpcId, name, description, other);
    }
}

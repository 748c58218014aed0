package io.github.multusnodes.simulator.state.ec2;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A launch template with its one version.
 *
 * @param tags of the template itself
 */
public record LaunchTemplate(
        String id, String name, Instant created, Data data, Map<String, String> tags) {

    /**
     * What is launched from it.
     *
     * @param instanceTags for the instance
     * @param interfaceTags for its primary interface
     */
    public record Data(
            Optional<String> imageId,
            Optional<String> instanceType,
            List<String> securityGroups,
            Map<String, String> instanceTags,
            Map<String, String> interfaceTags) {

        public Data {
            securityGroups = List.copyOf(securityGroups);
            instanceTags = Map.copyOf(instanceTags);
            interfaceTags = Map.copyOf(interfaceTags);
        }
    }

    public LaunchTemplate {
        tags = Map.copyOf(tags);
    }

    /** Whether a request means it: by id or by name. */
    public boolean isCalled(String idOrName) {
        return id.equals(idOrName) || name.equals(idOrName);
    }

    LaunchTemplate withTags(Map<String, String> other) {
        return new LaunchTemplate(id, name, created, data, other);
    }
}

package io.github.multusnodes.settings;

import io.github.multusnodes.reading.Violations;

import java.util.Map;
import java.util.Optional;

/**
 * What a deployment is configured to do when nodes leave. The networks are not part of it: a
 * mistake in them keeps nodes from coming, and must not keep them from leaving cleanly.
 *
 * @param nodeGroup name of the node group, the owner in the tags of its interfaces
 * @param cluster where nodes are drained; if absent, none is
 */
public record TerminateSettings(String nodeGroup, Optional<ClusterSettings> cluster) {

    /**
     * Reads the settings from environment variables.
     *
     * @throws InvalidSettingsException if anything is wrong, with everything that is
     */
    public static TerminateSettings read(Map<String, String> environment) {
        Environment env = new Environment(environment);
        Violations violations = new Violations();
        String nodeGroup = Settings.nodeGroup(env, violations);
        Optional<ClusterSettings> cluster = ClusterReader.read(env, violations);
        InvalidSettingsException.throwIfAny(violations);
        return new TerminateSettings(nodeGroup, cluster);
    }
}

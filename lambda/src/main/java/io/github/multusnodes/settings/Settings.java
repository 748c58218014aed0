package io.github.multusnodes.settings;

import io.github.multusnodes.node.Network;
import io.github.multusnodes.reading.Violation;
import io.github.multusnodes.reading.Violations;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a deployment is configured to do when nodes come.
 *
 * @param nodeGroup name of the node group, the owner in the tags of its interfaces
 * @param networks at least one, in the order of the configuration
 */
public record Settings(String nodeGroup, List<Network> networks) {

    public static final String NODE_GROUP = "MULTUS_NODE_GROUP";
    public static final String CLUSTER = "MULTUS_CLUSTER";
    public static final String NETWORKS = "MULTUS_NETWORKS";

    /** The keys of a network; any other is a violation. */
    public static final List<String> NETWORK_KEYS = NetworkReader.KEYS;

    static final String GROUP_NAMES = "1 to 128 of letters, digits and _ . : / = + @ -";
    static final Pattern GROUP_NAME = Pattern.compile("[A-Za-z0-9_.:/=+@-]{1,128}");

    public Settings {
        networks = List.copyOf(networks);
    }

    /**
     * Reads the settings from environment variables. A blank variable counts as absent, because
     * templates pass empty parameters on.
     *
     * @throws InvalidSettingsException if anything is wrong, with everything that is
     */
    public static Settings read(Map<String, String> environment) {
        Violations violations = new Violations();
        Settings settings = read(new Environment(environment), violations);
        InvalidSettingsException.throwIfAny(violations);
        return settings;
    }

    static Settings read(Environment env, Violations violations) {
        String nodeGroup = nodeGroup(env, violations);
        List<Network> networks = networks(env, violations);
        return new Settings(nodeGroup, networks);
    }

    static String nodeGroup(Environment env, Violations violations) {
        String advice = "Set it to the name of the node group.";
        Optional<String> name = env.get(NODE_GROUP);
        if (name.isEmpty()) {
            violations.missing(NODE_GROUP, GROUP_NAMES, advice);
        } else if (!GROUP_NAME.matcher(name.get()).matches()) {
            violations.add(NODE_GROUP, Violation.quoted(name.get()), GROUP_NAMES, advice);
        }
        return name.orElse("");
    }

    private static List<Network> networks(Environment env, Violations violations) {
        Optional<String> json = env.get(NETWORKS);
        if (json.isPresent()) {
            SampleVariables.mustBeAbsent(env, violations);
            return NetworksReader.read(json.get(), violations);
        }
        if (env.get(SampleVariables.SUBNETS).isPresent()) {
            return SampleVariables.read(env, violations);
        }
        violations.missing(
                NETWORKS,
                "a JSON list of networks",
                "Set it, or SubnetIds with the other variables of the public sample function.");
        return List.of();
    }
}

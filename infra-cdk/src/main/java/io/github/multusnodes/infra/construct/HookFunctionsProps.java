package io.github.multusnodes.infra.construct;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the functions on the lifecycle hooks work with. */
public interface HookFunctionsProps extends FunctionProps {

    /**
     * The variables that tell the networks, as the README's settings tell: {@code MULTUS_NETWORKS},
     * or those of the public sample function.
     */
    Map<String, String> networkVariables();

    /** How nodes are drained: the JSON object of {@code MULTUS_DRAIN}. Default: its defaults. */
    default Optional<String> drainSettings() {
        return Optional.empty();
    }

    /** How the sweep works: the JSON object of {@code MULTUS_SWEEP}. Default: its defaults. */
    default Optional<String> sweepSettings() {
        return Optional.empty();
    }

    /** Subnets of all Multus networks: interfaces are made in no other. */
    List<String> multusSubnetIds();

    /**
     * Security groups of all Multus networks; empty if any network names none, since its interfaces
     * get the VPC's default group. Default: empty.
     */
    default List<String> multusSecurityGroupIds() {
        return List.of();
    }

    /** Whether prefixes are delegated to the interfaces. Default: false. */
    default boolean delegatesPrefixes() {
        return false;
    }

    /**
     * Keys of the networks' own tags; {@link PermissionScope#ANY_TAG_KEY} where they are not known.
     * Default: none.
     */
    default List<String> multusTagKeys() {
        return List.of();
    }

    /** Whether the sweep's settings let it mend nodes in service. Default: false. */
    default boolean repairs() {
        return false;
    }

    /** Whether nodes are drained. Default: true. */
    default boolean drains() {
        return true;
    }
}

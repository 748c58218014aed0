package io.github.multusnodes.infra.construct;

import java.util.List;
import java.util.Map;

/** What the functions on the lifecycle hooks work with. */
public interface HookFunctionsProps extends FunctionProps {

    /** Variables of the launch function, as the README's settings tell. */
    Map<String, String> launchEnvironment();

    /** Variables of the terminate function. */
    Map<String, String> terminateEnvironment();

    /** Variables of the sweep. */
    Map<String, String> sweepEnvironment();

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

    /** Whether the sweep mends nodes in service. Default: false. */
    default boolean repairs() {
        return false;
    }

    /** Whether nodes are drained. Default: true. */
    default boolean drains() {
        return true;
    }
}

package io.github.multusnodes.port;

import io.github.multusnodes.node.InterfaceLimits;
import io.github.multusnodes.node.Node;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Instances and their types. */
public interface Instances {

    /** The instance, unless it does not exist or is not visible yet. */
    Optional<Node> find(String instanceId);

    /** Those of the instances that EC2 shows, by id; the others are no failure. */
    Map<String, Node> find(Collection<String> instanceIds);

    /** How many interfaces a type takes, and how many addresses on each. */
    InterfaceLimits limitsOf(String instanceType);
}

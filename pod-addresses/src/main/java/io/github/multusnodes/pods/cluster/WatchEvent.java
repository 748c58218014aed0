package io.github.multusnodes.pods.cluster;

import io.github.multusnodes.pods.plan.NodePod;

import java.util.Optional;

/**
 * Something that happened to the pods of the node.
 *
 * @param version from which on nothing of it is told again
 * @param uid of the pod; empty if only the version is told
 * @param pod as it is now; empty if there is none any more, or it is left out
 */
record WatchEvent(String version, Optional<String> uid, Optional<NodePod> pod) {}

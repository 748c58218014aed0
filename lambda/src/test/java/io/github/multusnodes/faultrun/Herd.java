package io.github.multusnodes.faultrun;

import io.github.multusnodes.stage.Grounds;

/**
 * A node group that shares the subnets with the others.
 *
 * @param nodeGroup the owner in its interfaces' tags
 * @param desired how many nodes it starts with
 * @param pool how many instances its warm pool has at least; none if it is 0
 */
record Herd(String nodeGroup, int desired, int pool) {

    /** What its Auto Scaling group and its hooks are called. */
    Grounds.Names names() {
        return new Grounds.Names(
                nodeGroup + "-group", nodeGroup + "-launch", nodeGroup + "-terminate");
    }

    /** What the names of its functions, and so of those who call for it, begin with. */
    String prefix() {
        return nodeGroup + ":";
    }
}

/**
 * The agent of a node: makes the addresses of all its pods routable, and releases what is stale.
 */
@NullMarked
package io.github.multusnodes.pods.agent;

import org.jspecify.annotations.NullMarked;

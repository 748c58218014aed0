/** What the API server of the cluster tells of the node's pods, and what is told on them. */
@NullMarked
package io.github.multusnodes.pods.cluster;

import org.jspecify.annotations.NullMarked;

/** What the agent of a node tells Prometheus, and those who ask how it is. */
@NullMarked
package io.github.multusnodes.pods.metrics;

import org.jspecify.annotations.NullMarked;

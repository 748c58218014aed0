/** Which metrics the scenes of a node group's life leave in the log. */
@NullMarked
package io.github.multusnodes.metrics;

import org.jspecify.annotations.NullMarked;

/** Tests of the planner, against the simulator and against saved answers. */
@NullMarked
package io.github.multusnodes.plan;

import org.jspecify.annotations.NullMarked;

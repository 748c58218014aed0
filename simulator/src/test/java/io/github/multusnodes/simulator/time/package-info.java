/** Tests of simulated time. */
@NullMarked
package io.github.multusnodes.simulator.time;

import org.jspecify.annotations.NullMarked;

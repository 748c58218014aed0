/** The one clock of a simulated world: real or virtual, with everything that waits on it. */
@NullMarked
package io.github.multusnodes.simulator.time;

import org.jspecify.annotations.NullMarked;

/** The settings of a simulated world, and ready-made worlds. */
@NullMarked
package io.github.multusnodes.simulator.scenario;

import org.jspecify.annotations.NullMarked;

/** Tests of the local run's command. */
@NullMarked
package io.github.multusnodes.simulator.cli;

import org.jspecify.annotations.NullMarked;

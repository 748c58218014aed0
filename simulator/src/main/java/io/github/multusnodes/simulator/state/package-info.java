/**
 * What every part of the simulated world needs: identifiers, refusals, registers of things as they
 * are and as they are seen.
 */
@NullMarked
package io.github.multusnodes.simulator.state;

import org.jspecify.annotations.NullMarked;

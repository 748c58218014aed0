/** Tests of what a run shows people. */
@NullMarked
package io.github.multusnodes.simulator.report;

import org.jspecify.annotations.NullMarked;

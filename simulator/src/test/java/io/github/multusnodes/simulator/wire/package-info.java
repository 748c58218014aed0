/** Tests of the Query protocol. */
@NullMarked
package io.github.multusnodes.simulator.wire;

import org.jspecify.annotations.NullMarked;

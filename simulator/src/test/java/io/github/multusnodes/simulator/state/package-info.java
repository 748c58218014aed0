/** Tests of what all state is made of. */
@NullMarked
package io.github.multusnodes.simulator.state;

import org.jspecify.annotations.NullMarked;

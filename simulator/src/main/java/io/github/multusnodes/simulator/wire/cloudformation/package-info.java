/** The bucket that takes the answers of custom resources' functions. */
@NullMarked
package io.github.multusnodes.simulator.wire.cloudformation;

import org.jspecify.annotations.NullMarked;

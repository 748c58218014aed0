/** Tests of event delivery and of functions in and out of this process. */
@NullMarked
package io.github.multusnodes.simulator.runtime;

import org.jspecify.annotations.NullMarked;

/** Time as the machine has it. */
@NullMarked
package io.github.multusnodes.clock;

import org.jspecify.annotations.NullMarked;

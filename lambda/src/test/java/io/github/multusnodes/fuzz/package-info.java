/** Inputs that nobody would send on purpose, and that nothing may be surprised by. */
@NullMarked
package io.github.multusnodes.fuzz;

import org.jspecify.annotations.NullMarked;

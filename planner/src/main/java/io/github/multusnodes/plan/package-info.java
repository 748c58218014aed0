/** A command that tells which addresses the next nodes would get, and changes nothing. */
@NullMarked
package io.github.multusnodes.plan;

import org.jspecify.annotations.NullMarked;

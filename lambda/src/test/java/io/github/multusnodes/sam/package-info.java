/** The template of SAM: whether it agrees with the code, and what each of its functions does. */
@NullMarked
package io.github.multusnodes.sam;

import org.jspecify.annotations.NullMarked;

/** The rules of this module. */
@NullMarked
package io.github.multusnodes.pods;

import org.jspecify.annotations.NullMarked;

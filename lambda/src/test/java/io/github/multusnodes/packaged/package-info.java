/** Checks of the jars that are deployed, once they are packaged. */
@NullMarked
package io.github.multusnodes.packaged;

import org.jspecify.annotations.NullMarked;

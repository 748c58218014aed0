/** Tests of what happens before a snapshot. */
@NullMarked
package io.github.multusnodes.wiring;

import org.jspecify.annotations.NullMarked;

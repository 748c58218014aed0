/** Tests of what is done about a node's pods. */
@NullMarked
package io.github.multusnodes.drain;

import org.jspecify.annotations.NullMarked;

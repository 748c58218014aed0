/** Constructs that others can put into their own stacks: the node group and all that serves it. */
@NullMarked
package io.github.multusnodes.infra.construct;

import org.jspecify.annotations.NullMarked;

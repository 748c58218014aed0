/** Tests of what a node is told at boot, and of what it does then. */
@NullMarked
package io.github.multusnodes.infra.node;

import org.jspecify.annotations.NullMarked;

/** Tests of what a node is told at boot, and of what its script then does to real links. */
@NullMarked
package io.github.multusnodes.infra.node;

import org.jspecify.annotations.NullMarked;

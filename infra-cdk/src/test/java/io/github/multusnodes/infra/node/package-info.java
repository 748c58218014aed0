/** Tests of what a node does at boot, on real kernel objects. */
@NullMarked
package io.github.multusnodes.infra.node;

import org.jspecify.annotations.NullMarked;

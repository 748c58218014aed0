/** What a node's interfaces should be, what they are, and the steps from one to the other: pure. */
@NullMarked
package io.github.multusnodes.node;

import org.jspecify.annotations.NullMarked;

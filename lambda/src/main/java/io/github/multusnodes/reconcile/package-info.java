/** The use cases: observe a node, plan, apply, answer the hook. */
@NullMarked
package io.github.multusnodes.reconcile;

import org.jspecify.annotations.NullMarked;

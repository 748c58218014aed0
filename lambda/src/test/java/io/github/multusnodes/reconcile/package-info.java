/** Parts of the use cases, in virtual time. */
@NullMarked
package io.github.multusnodes.reconcile;

import org.jspecify.annotations.NullMarked;

/** Reading a network namespace and hearing of its changes, in real ones. */
@NullMarked
package io.github.multusnodes.pods.kernel;

import org.jspecify.annotations.NullMarked;

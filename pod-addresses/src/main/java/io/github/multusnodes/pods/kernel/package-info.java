/** The pod's network as the kernel shows it to a process within. */
@NullMarked
package io.github.multusnodes.pods.kernel;

import org.jspecify.annotations.NullMarked;

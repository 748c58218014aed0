/** What the program does: an init container's work, and a sidecar's. */
@NullMarked
package io.github.multusnodes.pods.assign;

import org.jspecify.annotations.NullMarked;

/** Reading instance metadata from a service that behaves as the real one. */
@NullMarked
package io.github.multusnodes.pods.metadata;

import org.jspecify.annotations.NullMarked;

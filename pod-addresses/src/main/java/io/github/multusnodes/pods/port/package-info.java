/** What the use cases need of the world. */
@NullMarked
package io.github.multusnodes.pods.port;

import org.jspecify.annotations.NullMarked;

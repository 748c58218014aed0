/** Reads what people wrote, key by key, and gathers everything in it that is not as it must be. */
@NullMarked
package io.github.multusnodes.reading;

import org.jspecify.annotations.NullMarked;

/** Retries are paced. */
@NullMarked
package io.github.multusnodes.retry;

import org.jspecify.annotations.NullMarked;

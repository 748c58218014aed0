/** How calls fail, and how those are made again that may succeed later. */
@NullMarked
package io.github.multusnodes.retry;

import org.jspecify.annotations.NullMarked;

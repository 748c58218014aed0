/** Log lines and metrics, compared whole, and their names held to a committed list. */
@NullMarked
package io.github.multusnodes.telemetry;

import org.jspecify.annotations.NullMarked;

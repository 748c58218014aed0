/** Log lines and metrics as JSON with constant keys, written to a sink that is given. */
@NullMarked
package io.github.multusnodes.telemetry;

import org.jspecify.annotations.NullMarked;

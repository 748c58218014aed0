/**
 * Builds the object graph once per cold start; the only place that makes adapters and touches the
 * machine.
 */
@NullMarked
package io.github.multusnodes.wiring;

import org.jspecify.annotations.NullMarked;

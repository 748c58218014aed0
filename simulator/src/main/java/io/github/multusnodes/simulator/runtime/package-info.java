/** How lifecycle events reach functions: EventBridge, Lambda's asynchronous queue, its runtime. */
@NullMarked
package io.github.multusnodes.simulator.runtime;

import org.jspecify.annotations.NullMarked;

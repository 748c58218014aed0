/** Where Lambda calls in: reads the event, calls one use case, tells the outcome. */
@NullMarked
package io.github.multusnodes.handler;

import org.jspecify.annotations.NullMarked;

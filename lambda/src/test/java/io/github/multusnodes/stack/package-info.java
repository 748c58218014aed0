/** Requests for custom resources as they are read, and answers as they are written. */
@NullMarked
package io.github.multusnodes.stack;

import org.jspecify.annotations.NullMarked;

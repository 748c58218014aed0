/** The whole journey of a termination, through the real SDK and a simulated world. */
@NullMarked
package io.github.multusnodes.terminate;

import org.jspecify.annotations.NullMarked;

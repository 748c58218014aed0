/** Sweeps of a simulated node group, through the real SDK. */
@NullMarked
package io.github.multusnodes.sweep;

import org.jspecify.annotations.NullMarked;

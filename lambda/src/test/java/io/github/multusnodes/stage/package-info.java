/**
 * A node group in a simulated world in virtual time, run by the real handlers through the real SDK.
 */
@NullMarked
package io.github.multusnodes.stage;

import org.jspecify.annotations.NullMarked;

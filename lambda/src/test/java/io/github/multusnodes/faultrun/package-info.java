/**
 * Bad days in virtual time: from one seed a world and its troubles are drawn, the real handlers
 * live through them, and what must hold whatever happens is checked all along and at the end.
 */
@NullMarked
package io.github.multusnodes.faultrun;

import org.jspecify.annotations.NullMarked;

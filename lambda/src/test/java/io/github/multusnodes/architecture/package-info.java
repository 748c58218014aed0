/** The rules of the house, each proven by code that breaks it. */
@NullMarked
package io.github.multusnodes.architecture;

import org.jspecify.annotations.NullMarked;

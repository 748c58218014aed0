/** What the functions are told by their variables, put together in one place. */
@NullMarked
package io.github.multusnodes.infra.variables;

import org.jspecify.annotations.NullMarked;

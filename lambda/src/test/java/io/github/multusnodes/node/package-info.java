/** Tests of the plan. */
@NullMarked
package io.github.multusnodes.node;

import org.jspecify.annotations.NullMarked;

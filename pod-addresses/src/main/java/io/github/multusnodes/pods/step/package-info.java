/** What every command does alike: takes a step of a plan. */
@NullMarked
package io.github.multusnodes.pods.step;

import org.jspecify.annotations.NullMarked;

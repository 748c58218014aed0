/** What the program costs: commands that print tables, and fail for no figure. */
@NullMarked
package io.github.multusnodes.pods.bench;

import org.jspecify.annotations.NullMarked;

/** The program: its arguments, its parts put together, and how it ends. */
@NullMarked
package io.github.multusnodes.pods.command;

import org.jspecify.annotations.NullMarked;

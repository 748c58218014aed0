/** The program's arguments and settings. */
@NullMarked
package io.github.multusnodes.pods.command;

import org.jspecify.annotations.NullMarked;

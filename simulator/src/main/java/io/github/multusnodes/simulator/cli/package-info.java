/**
 * The local run: its command line, the world it sets up, what it shows and how it checks itself.
 */
@NullMarked
package io.github.multusnodes.simulator.cli;

import org.jspecify.annotations.NullMarked;

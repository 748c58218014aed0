/** A simulated world with nodes, as the tests of pods' addresses need it. */
@NullMarked
package io.github.multusnodes.pods.stage;

import org.jspecify.annotations.NullMarked;

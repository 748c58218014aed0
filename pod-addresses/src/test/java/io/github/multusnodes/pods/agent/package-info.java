/** The agents of nodes, in virtual time against the simulator. */
@NullMarked
package io.github.multusnodes.pods.agent;

import org.jspecify.annotations.NullMarked;

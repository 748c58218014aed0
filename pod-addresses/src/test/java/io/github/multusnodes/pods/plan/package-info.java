/** What is to be done about the addresses of pods, for all nodes and pods there may be. */
@NullMarked
package io.github.multusnodes.pods.plan;

import org.jspecify.annotations.NullMarked;

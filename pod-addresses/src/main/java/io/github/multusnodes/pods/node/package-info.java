/** What an agent knows of its node since it began, and what follows from that; makes no call. */
@NullMarked
package io.github.multusnodes.pods.node;

import org.jspecify.annotations.NullMarked;

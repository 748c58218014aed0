/** Which address belongs on which interface of the node, and what is to be done; pure. */
@NullMarked
package io.github.multusnodes.pods.plan;

import org.jspecify.annotations.NullMarked;

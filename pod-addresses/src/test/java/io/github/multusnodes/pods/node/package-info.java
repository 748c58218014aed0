/** What an agent does with all that can happen to a node. */
@NullMarked
package io.github.multusnodes.pods.node;

import org.jspecify.annotations.NullMarked;

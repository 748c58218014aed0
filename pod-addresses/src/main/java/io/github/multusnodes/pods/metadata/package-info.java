/** What the instance metadata service tells a pod of its node. */
@NullMarked
package io.github.multusnodes.pods.metadata;

import org.jspecify.annotations.NullMarked;

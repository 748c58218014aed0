/** The instance metadata service, version 2, as an instance sees its own. */
@NullMarked
package io.github.multusnodes.simulator.wire.metadata;

import org.jspecify.annotations.NullMarked;

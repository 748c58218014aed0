/** The Query protocol: parameters in, XML out, both error envelopes, filters and pages. */
@NullMarked
package io.github.multusnodes.simulator.wire;

import org.jspecify.annotations.NullMarked;

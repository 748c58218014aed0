/** Tests of the cluster's adapter: the real client against the simulated API server. */
@NullMarked
package io.github.multusnodes.cluster;

import org.jspecify.annotations.NullMarked;

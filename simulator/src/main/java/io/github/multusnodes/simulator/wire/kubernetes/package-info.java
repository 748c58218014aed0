/** EKS and the Kubernetes API as they go over the wire: JSON. */
@NullMarked
package io.github.multusnodes.simulator.wire.kubernetes;

import org.jspecify.annotations.NullMarked;

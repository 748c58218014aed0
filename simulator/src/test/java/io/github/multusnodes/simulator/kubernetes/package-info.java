/** The EKS cluster: its nodes follow the instances, and pods end as the API allows it. */
@NullMarked
package io.github.multusnodes.simulator.kubernetes;

import org.jspecify.annotations.NullMarked;

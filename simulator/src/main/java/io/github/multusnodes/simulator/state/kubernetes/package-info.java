/** An EKS cluster: its nodes, pods, what owns them and what protects them. */
@NullMarked
package io.github.multusnodes.simulator.state.kubernetes;

import org.jspecify.annotations.NullMarked;

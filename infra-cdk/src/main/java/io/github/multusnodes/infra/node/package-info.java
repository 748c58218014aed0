/** What a node is told at boot: its place in the cluster, its limits, its Multus interfaces. */
@NullMarked
package io.github.multusnodes.infra.node;

import org.jspecify.annotations.NullMarked;

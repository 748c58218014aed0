/** What the cluster needs beside the nodes: manifests, rendered from the deployment's file. */
@NullMarked
package io.github.multusnodes.infra.kubernetes;

import org.jspecify.annotations.NullMarked;

/** The Kubernetes API of an EKS cluster; the only package that knows a client of it. */
@NullMarked
package io.github.multusnodes.cluster;

import org.jspecify.annotations.NullMarked;

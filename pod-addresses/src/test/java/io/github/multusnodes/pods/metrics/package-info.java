/** What the agent tells, as Prometheus and probes get it. */
@NullMarked
package io.github.multusnodes.pods.metrics;

import org.jspecify.annotations.NullMarked;

/** Auto Scaling's actions: their parameters read, their answers written. */
@NullMarked
package io.github.multusnodes.simulator.wire.autoscaling;

import org.jspecify.annotations.NullMarked;

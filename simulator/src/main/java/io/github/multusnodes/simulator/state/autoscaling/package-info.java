/** Auto Scaling groups that really act: their records, their rules and the engine behind them. */
@NullMarked
package io.github.multusnodes.simulator.state.autoscaling;

import org.jspecify.annotations.NullMarked;

/** Auto Scaling as the AWS SDK meets it: groups that act, in virtual time. */
@NullMarked
package io.github.multusnodes.simulator.autoscaling;

import org.jspecify.annotations.NullMarked;

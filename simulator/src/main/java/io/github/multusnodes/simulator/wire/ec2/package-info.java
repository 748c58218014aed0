/** EC2's actions as they come over the wire: one class per resource. */
@NullMarked
package io.github.multusnodes.simulator.wire.ec2;

import org.jspecify.annotations.NullMarked;

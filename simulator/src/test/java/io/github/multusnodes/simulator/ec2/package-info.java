/** EC2 as callers see it: through the real SDK, in virtual time. */
@NullMarked
package io.github.multusnodes.simulator.ec2;

import org.jspecify.annotations.NullMarked;

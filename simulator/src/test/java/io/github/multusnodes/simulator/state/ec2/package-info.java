/** Tests of EC2's own arithmetic: addresses and blocks. */
@NullMarked
package io.github.multusnodes.simulator.state.ec2;

import org.jspecify.annotations.NullMarked;

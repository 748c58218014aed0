/**
 * EC2 as it is: networks, interfaces, instances, launch templates, and the rules by which EC2
 * accepts or refuses a change to them.
 */
@NullMarked
package io.github.multusnodes.simulator.state.ec2;

import org.jspecify.annotations.NullMarked;

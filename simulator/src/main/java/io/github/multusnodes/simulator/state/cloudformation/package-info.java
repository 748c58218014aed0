/** CloudFormation's side of custom resources, as far as it is state: the answers that it awaits. */
@NullMarked
package io.github.multusnodes.simulator.state.cloudformation;

import org.jspecify.annotations.NullMarked;

/**
 * EC2 and EC2 Auto Scaling in one process, reached over the wire; depends on nothing of the
 * product.
 */
@NullMarked
package io.github.multusnodes.simulator;

import org.jspecify.annotations.NullMarked;

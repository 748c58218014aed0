/**
 * How requests reach the door: in-process for tests in virtual time, or HTTP on loopback for
 * processes.
 */
@NullMarked
package io.github.multusnodes.simulator.transport;

import org.jspecify.annotations.NullMarked;

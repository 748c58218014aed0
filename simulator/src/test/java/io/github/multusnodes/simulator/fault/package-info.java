/** Tests of faults, throttling and the record of calls. */
@NullMarked
package io.github.multusnodes.simulator.fault;

import org.jspecify.annotations.NullMarked;

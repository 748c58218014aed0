/**
 * What goes wrong with calls and how long they take: latencies, token buckets, scripted faults, and
 * the record of every call.
 */
@NullMarked
package io.github.multusnodes.simulator.fault;

import org.jspecify.annotations.NullMarked;

/**
 * CIDR reservations of a stack: the pure plan, and CloudFormation's requests through the handler.
 */
@NullMarked
package io.github.multusnodes.reservation;

import org.jspecify.annotations.NullMarked;

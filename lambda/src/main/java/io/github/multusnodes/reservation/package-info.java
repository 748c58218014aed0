/** Pure: which CIDR reservations a stack wants, what is there, and what lies between; no calls. */
@NullMarked
package io.github.multusnodes.reservation;

import org.jspecify.annotations.NullMarked;

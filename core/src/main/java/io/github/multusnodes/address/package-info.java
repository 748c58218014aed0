/** Addresses, blocks and the choice of the lowest free one: pure Java, nothing of AWS. */
@NullMarked
package io.github.multusnodes.address;

import org.jspecify.annotations.NullMarked;

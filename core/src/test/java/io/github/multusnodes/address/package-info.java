/** Addresses, blocks and pools, held against known texts and against plain sets. */
@NullMarked
package io.github.multusnodes.address;

import org.jspecify.annotations.NullMarked;

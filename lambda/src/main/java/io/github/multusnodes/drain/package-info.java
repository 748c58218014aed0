/** Which pods leave a node, which are waited for, and when that is over: pure. */
@NullMarked
package io.github.multusnodes.drain;

import org.jspecify.annotations.NullMarked;

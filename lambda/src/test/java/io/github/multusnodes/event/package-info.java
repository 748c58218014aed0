/** Every event of the repository's test-events folder is read, and every way to be malformed. */
@NullMarked
package io.github.multusnodes.event;

import org.jspecify.annotations.NullMarked;

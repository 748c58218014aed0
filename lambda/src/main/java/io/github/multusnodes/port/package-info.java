/** What the use cases need of the world outside, in our own words. */
@NullMarked
package io.github.multusnodes.port;

import org.jspecify.annotations.NullMarked;

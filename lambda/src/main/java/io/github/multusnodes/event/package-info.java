/**
 * Lifecycle events as AWS spells them, read into records; what is done about them lives elsewhere.
 */
@NullMarked
package io.github.multusnodes.event;

import org.jspecify.annotations.NullMarked;

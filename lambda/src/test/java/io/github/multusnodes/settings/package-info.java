/** Settings: the defaults, what overrides them, and the full text of every violation. */
@NullMarked
package io.github.multusnodes.settings;

import org.jspecify.annotations.NullMarked;

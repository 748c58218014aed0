/** What the environment says, read once into records, with every violation reported together. */
@NullMarked
package io.github.multusnodes.settings;

import org.jspecify.annotations.NullMarked;

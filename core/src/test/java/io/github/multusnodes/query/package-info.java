/** Where calls go. */
@NullMarked
package io.github.multusnodes.query;

import org.jspecify.annotations.NullMarked;

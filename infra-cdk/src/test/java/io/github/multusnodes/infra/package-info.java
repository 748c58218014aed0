/** Tests of the app. */
@NullMarked
package io.github.multusnodes.infra;

import org.jspecify.annotations.NullMarked;

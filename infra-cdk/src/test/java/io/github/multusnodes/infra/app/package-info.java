/** Tests of what the app makes of a configuration. */
@NullMarked
package io.github.multusnodes.infra.app;

import org.jspecify.annotations.NullMarked;

/** The app: from the configuration file, by way of the constructs, to a stack. */
@NullMarked
package io.github.multusnodes.infra.app;

import org.jspecify.annotations.NullMarked;

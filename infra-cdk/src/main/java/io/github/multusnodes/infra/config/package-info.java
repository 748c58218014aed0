/** The deployment's one configuration file: what it says, and everything that is wrong with it. */
@NullMarked
package io.github.multusnodes.infra.config;

import org.jspecify.annotations.NullMarked;

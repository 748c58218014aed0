/** Tests of the deployment's configuration. */
@NullMarked
package io.github.multusnodes.infra.config;

import org.jspecify.annotations.NullMarked;

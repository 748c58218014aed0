/** The manifests: rendered, valid, and at work. */
@NullMarked
package io.github.multusnodes.infra.kubernetes;

import org.jspecify.annotations.NullMarked;

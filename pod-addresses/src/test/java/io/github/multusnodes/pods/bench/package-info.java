/** How agents do where pods come and go, in virtual time. */
@NullMarked
package io.github.multusnodes.pods.bench;

import org.jspecify.annotations.NullMarked;

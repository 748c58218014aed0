/** Texts that are written for people: read from beside the classes, or made as YAML. */
@NullMarked
package io.github.multusnodes.infra.text;

import org.jspecify.annotations.NullMarked;

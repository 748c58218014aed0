/** Writing YAML that people read. */
@NullMarked
package io.github.multusnodes.infra.yaml;

import org.jspecify.annotations.NullMarked;

/** Benchmarks that {@code ./bench} runs; no test depends on their figures. */
@NullMarked
package io.github.multusnodes.bench;

import org.jspecify.annotations.NullMarked;

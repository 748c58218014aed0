/** Benchmarks that {@code ./bench} runs, and tests that hold their repeatable figures. */
@NullMarked
package io.github.multusnodes.bench;

import org.jspecify.annotations.NullMarked;

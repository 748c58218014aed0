/**
 * What the functions ask of AWS while they run in the simulator, and whether their policies allow
 * it.
 */
@NullMarked
package io.github.multusnodes.infra.iam;

import org.jspecify.annotations.NullMarked;

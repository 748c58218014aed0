/** The packaged program as a process, against the doors of a simulated world in real time. */
@NullMarked
package io.github.multusnodes.pods.packaged;

import org.jspecify.annotations.NullMarked;

/** The use cases in virtual time, against a simulated EC2 and its instance metadata. */
@NullMarked
package io.github.multusnodes.pods.assign;

import org.jspecify.annotations.NullMarked;

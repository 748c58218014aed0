/** What happens when nodes launch, told in virtual time. */
@NullMarked
package io.github.multusnodes.launch;

import org.jspecify.annotations.NullMarked;

/** Tests of what the adapters make of AWS's answers. */
@NullMarked
package io.github.multusnodes.aws;

import org.jspecify.annotations.NullMarked;

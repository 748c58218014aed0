/** The ports over the AWS SDK. */
@NullMarked
package io.github.multusnodes.aws;

import org.jspecify.annotations.NullMarked;

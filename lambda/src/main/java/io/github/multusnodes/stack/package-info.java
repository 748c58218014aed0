/** What CloudFormation asks of a custom resource, read from JSON, and what it is answered. */
@NullMarked
package io.github.multusnodes.stack;

import org.jspecify.annotations.NullMarked;

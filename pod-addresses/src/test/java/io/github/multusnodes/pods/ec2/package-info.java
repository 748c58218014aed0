/** The adapter of EC2's addresses against a simulated EC2. */
@NullMarked
package io.github.multusnodes.pods.ec2;

import org.jspecify.annotations.NullMarked;

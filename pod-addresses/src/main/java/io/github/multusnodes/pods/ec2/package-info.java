/** The addresses of network interfaces, as EC2 has them. */
@NullMarked
package io.github.multusnodes.pods.ec2;

import org.jspecify.annotations.NullMarked;

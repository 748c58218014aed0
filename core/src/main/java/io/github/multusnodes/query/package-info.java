/** Calls to EC2 and Auto Scaling: signed, in AWS's Query protocol, each made once. */
@NullMarked
package io.github.multusnodes.query;

import org.jspecify.annotations.NullMarked;

/** Templates for those who deploy without the CDK: by parameters, from the same constructs. */
@NullMarked
package io.github.multusnodes.infra.template;

import org.jspecify.annotations.NullMarked;

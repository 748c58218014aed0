/** Tests of the templates that are kept in the tree, as CloudFormation would read them. */
@NullMarked
package io.github.multusnodes.infra.template;

import org.jspecify.annotations.NullMarked;

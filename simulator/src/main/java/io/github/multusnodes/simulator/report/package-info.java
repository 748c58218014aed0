/** What a run shows people: tables, subnet maps and a page, made from plain records. */
@NullMarked
package io.github.multusnodes.simulator.report;

import org.jspecify.annotations.NullMarked;

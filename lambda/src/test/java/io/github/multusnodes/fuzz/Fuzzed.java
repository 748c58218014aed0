package io.github.multusnodes.fuzz;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AddLifecycleHook;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A property of wrong inputs. In the gate it is tried a fixed number of times from a fixed seed;
 * {@code -Dmultus.fuzz.tries} has it tried as often as asked, from a seed of chance that a failure
 * tells, and {@code -Dmultus.fuzz.seed} from that seed again.
 */
@Property(edgeCases = EdgeCasesMode.NONE)
@AddLifecycleHook(Tries.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Fuzzed {

    /** How often it is tried in the gate. */
    int inGate();
}

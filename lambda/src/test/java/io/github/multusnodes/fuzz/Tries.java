package io.github.multusnodes.fuzz;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyAttributes;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

import java.util.Objects;

/** How often a fuzzed property is tried, and from which seed. */
final class Tries implements AroundPropertyHook {

    private static final String TRIES = "multus.fuzz.tries";
    private static final String SEED = "multus.fuzz.seed";
    private static final String IN_GATE = "20260101";

    @Override
    public PropertyExecutionResult aroundProperty(
            PropertyLifecycleContext context, PropertyExecutor property) {
        Fuzzed fuzzed = context.findAnnotation(Fuzzed.class).orElseThrow();
        PropertyAttributes attributes = context.attributes();
        Integer asked = Integer.getInteger(TRIES);
        attributes.setTries(Objects.requireNonNullElse(asked, fuzzed.inGate()));
        String seed = System.getProperty(SEED, asked == null ? IN_GATE : "");
        if (!seed.isEmpty()) {
            attributes.setSeed(seed);
        }
        return property.execute();
    }
}

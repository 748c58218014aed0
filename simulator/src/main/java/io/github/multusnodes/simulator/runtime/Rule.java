package io.github.multusnodes.simulator.runtime;

import java.util.function.Predicate;

/**
 * An EventBridge rule: which events go to which function.
 *
 * @param matches decides from detail type and hook name
 */
public record Rule(String name, Predicate<Event> matches, Target target) {

    /** A rule for the events of one lifecycle hook. */
    public static Rule forHook(String hookName, String detailType, Target target) {
        return new Rule(
                hookName,
                event -> event.hookName().equals(hookName) && event.detailType().equals(detailType),
                target);
    }
}

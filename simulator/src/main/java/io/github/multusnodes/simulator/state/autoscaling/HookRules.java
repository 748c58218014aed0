package io.github.multusnodes.simulator.state.autoscaling;

import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.autoscaling.LifecycleActions.Reference;

/** What may be done to hooks, and to the lifecycle actions that wait for them. */
public final class HookRules {

    private final Books books;

    HookRules(Books books) {
        this.books = books;
    }

    /**
     * Adds or changes a hook. Actions that wait already are not touched.
     *
     * @throws Refusal {@code ValidationError} if there is no such group, {@code LimitExceeded}
     *     beyond 50 hooks in it
     */
    public void put(Hook hook) {
        books.groups().require(hook.group());
        books.hooks().put(hook);
    }

    /**
     * Deletes a hook and ends what waits for it.
     *
     * @throws Refusal {@code ValidationError} if there is no such group or hook
     */
    public void delete(String group, String name) {
        books.groups().require(group);
        Hook hook =
                books.hooks()
                        .find(group, name)
                        .orElseThrow(
                                () ->
                                        Refusal.of(
                                                "ValidationError",
                                                "No Lifecycle Hook found with name '"
                                                        + name
                                                        + "' in AutoScalingGroup '"
                                                        + group
                                                        + "'"));
        books.hooks().remove(hook);
        books.actions().endAll(hook);
    }

    /**
     * Answers a lifecycle action.
     *
     * @throws Refusal {@code ValidationError} if there is no such group, or the action does not
     *     wait (any more)
     */
    public void complete(Reference reference, HookResult result) {
        books.groups().require(reference.group());
        books.actions().complete(reference, result);
    }

    /**
     * Restarts a lifecycle action's timeout; the global timeout stays.
     *
     * @throws Refusal {@code ValidationError} if there is no such group, or the action does not
     *     wait (any more)
     */
    public void heartbeat(Reference reference) {
        books.groups().require(reference.group());
        books.actions().heartbeat(reference);
    }
}

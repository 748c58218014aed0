package io.github.multusnodes.infra.iam;

import io.github.multusnodes.simulator.World;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What functions asked for in a scene.
 *
 * @param name what happened
 * @param facts what their policies were made from
 */
record Played(String name, Facts facts, List<Asked> asked) {

    /**
     * Plays a scene in a world whose functions have their policies and no other rights.
     *
     * @throws AssertionError if it does not go well; says what was denied
     */
    static Played of(String name, Facts facts, World<?> world, Runnable play) {
        Guard guard = Guard.before(world, Policies.of(facts));
        try {
            play.run();
        } catch (AssertionError failed) {
            List<Asked> denied = guard.asked().stream().filter(its -> !its.allowed()).toList();
            throw new AssertionError(name + " went wrong; denied were " + denied, failed);
        }
        return new Played(name, facts, guard.asked());
    }

    /** The policy that a function had. */
    Policy policy(String function) {
        return of(Policies.of(facts), function);
    }

    /** The one that it would have if only the deployment knew the names. */
    Policy policyByParameters(String function) {
        return of(Policies.ofParameters(facts), function);
    }

    private static Policy of(Map<String, Policy> policies, String function) {
        return Objects.requireNonNull(policies.get(function));
    }

    @Override
    public String toString() {
        return name;
    }
}

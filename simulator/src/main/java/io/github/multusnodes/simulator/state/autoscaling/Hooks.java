package io.github.multusnodes.simulator.state.autoscaling;

import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.Register;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The lifecycle hooks of all groups. */
public final class Hooks {

    private static final int MOST_PER_GROUP = 50;

    private final Register<Hook> register;

    Hooks(Register<Hook> register) {
        this.register = register;
    }

    /** The hook as it is. */
    public Optional<Hook> find(String group, String name) {
        return register.find(key(group, name));
    }

    /** The hooks of a group as a reader sees them. */
    public Stream<Hook> seenOf(String group) {
        return register.allSeen().filter(hook -> hook.group().equals(group));
    }

    /**
     * Adds or changes a hook. Actions that wait already are not touched.
     *
     * @throws Refusal {@code LimitExceeded} beyond 50 hooks in a group
     */
    public void put(Hook hook) {
        if (find(hook.group(), hook.name()).isEmpty()
                && all(hook.group()).count() >= MOST_PER_GROUP) {
            throw Refusal.of(
                    "LimitExceeded",
                    "You have reached the limit of "
                            + MOST_PER_GROUP
                            + " lifecycle hooks for the AutoScalingGroup '"
                            + hook.group()
                            + "'");
        }
        register.put(key(hook.group(), hook.name()), hook);
    }

    /** The hooks that an instance of the group meets on that transition. */
    List<Hook> of(String group, Transition transition) {
        return all(group).filter(hook -> hook.transition() == transition).toList();
    }

    void remove(Hook hook) {
        register.remove(key(hook.group(), hook.name()));
    }

    void removeAll(String group) {
        all(group).toList().forEach(this::remove);
    }

    private Stream<Hook> all(String group) {
        return register.all().filter(hook -> hook.group().equals(group));
    }

    private static String key(String group, String name) {
        return group + "\n" + name;
    }
}

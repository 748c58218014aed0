package io.github.multusnodes.simulator.state.autoscaling;

import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.Register;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The Auto Scaling groups. */
public final class Groups {

    private final Register<Group> register;
    private final List<Consumer<Group>> observers = new ArrayList<>();

    Groups(Register<Group> register) {
        this.register = register;
    }

    /** All groups as a reader sees them, oldest first. */
    public Stream<Group> allSeen() {
        return register.allSeen();
    }

    /**
     * The group as it is.
     *
     * @throws Refusal {@code ValidationError} if there is none of that name
     */
    public Group require(String name) {
        return find(name)
                .orElseThrow(
                        () ->
                                Refusal.of(
                                        "ValidationError",
                                        "AutoScalingGroup name not found - AutoScalingGroup '"
                                                + name
                                                + "' not found"));
    }

    /**
     * Changes a group; it acts on the change.
     *
     * @throws Refusal {@code ScalingActivityInProgress} if it is being deleted
     */
    public void change(Group changed) {
        if (require(changed.name()).deleting()) {
            throw Refusal.of(
                    "ScalingActivityInProgress",
                    "The AutoScalingGroup '" + changed.name() + "' is being deleted");
        }
        put(changed);
    }

    Optional<Group> find(String name) {
        return register.find(name);
    }

    void add(Group group) {
        if (find(group.name()).isPresent()) {
            throw Refusal.of(
                    "AlreadyExists",
                    "AutoScalingGroup by this name already exists - A group with the name "
                            + group.name()
                            + " already exists");
        }
        put(group);
    }

    void put(Group group) {
        register.put(group.name(), group);
        observers.forEach(observer -> observer.accept(group));
    }

    void remove(Group group) {
        register.remove(group.name());
    }

    void onChange(Consumer<Group> observer) {
        observers.add(observer);
    }
}

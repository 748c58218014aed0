package io.github.multusnodes.simulator.state.autoscaling;

import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.Register;
import io.github.multusnodes.simulator.state.Schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The instances of all groups. */
public final class Members {

    private final Schedule schedule;
    private final Register<Member> register;
    private final List<Consumer<StateChange>> observers = new ArrayList<>();

    Members(Schedule schedule, Register<Member> register) {
        this.schedule = schedule;
        this.register = register;
    }

    /** The instance as a reader sees it. */
    public Optional<Member> seen(String instanceId) {
        return register.seen(instanceId);
    }

    /** All instances as a reader sees them, oldest first. */
    public Stream<Member> allSeen() {
        return register.allSeen();
    }

    Optional<Member> find(String instanceId) {
        return register.find(instanceId);
    }

    /**
     * The instance as it is.
     *
     * @throws Refusal {@code ValidationError} if no group has it
     */
    Member require(String instanceId) {
        return find(instanceId)
                .orElseThrow(
                        () ->
                                Refusal.of(
                                        "ValidationError",
                                        "Instance Id not found - No managed instance found for"
                                                + " instance ID: "
                                                + instanceId));
    }

    /** The instances of a group as they are, oldest first. */
    Stream<Member> of(String group) {
        return register.all().filter(member -> member.group().equals(group));
    }

    void onChange(Consumer<StateChange> observer) {
        observers.add(observer);
    }

    void put(Member member) {
        Optional<LifecycleState> from = find(member.instanceId()).map(Member::state);
        register.put(member.instanceId(), member);
        if (from.filter(member.state()::equals).isEmpty()) {
            StateChange change =
                    new StateChange(
                            member.group(),
                            member.instanceId(),
                            from,
                            member.state(),
                            schedule.now());
            observers.forEach(observer -> observer.accept(change));
        }
    }

    void remove(String instanceId) {
        register.remove(instanceId);
    }
}

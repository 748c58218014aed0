package io.github.multusnodes.simulator.state.ec2;

import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.Register;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Things of one kind by id, found the way EC2 finds them: an unknown id is refused with the kind's
 * own error, and so is one too fresh to be seen yet.
 *
 * @param <V> the kind of thing
 */
public final class Directory<V> {

    private final Register<V> register;
    private final String code;
    private final String noun;

    Directory(Register<V> register, String code, String noun) {
        this.register = register;
        this.code = code;
        this.noun = noun;
    }

    /** The thing as it is. */
    public Optional<V> find(String id) {
        return register.find(id);
    }

    /** All things as they are, oldest first. */
    public Stream<V> all() {
        return register.all();
    }

    /** The thing as a reader sees it. */
    public Optional<V> seen(String id) {
        return register.seen(id);
    }

    /**
     * The thing as it is, for a change by a caller who names it.
     *
     * @throws Refusal the kind's NotFound error if there is none, or it cannot be seen yet
     */
    public V require(String id) {
        return register.seen(id)
                .flatMap(_ -> register.find(id))
                .orElseThrow(() -> missing(List.of(id)));
    }

    /**
     * The thing as it is, whether or not it can be seen yet.
     *
     * @throws Refusal the kind's NotFound error if there is none
     */
    V existing(String id) {
        return register.find(id).orElseThrow(() -> missing(List.of(id)));
    }

    /**
     * What a reader sees of the named things, or of all if none is named.
     *
     * @throws Refusal the kind's NotFound error if any of the ids is unknown
     */
    public Stream<V> seen(List<String> ids) {
        if (ids.isEmpty()) {
            return register.allSeen();
        }
        List<String> unknown =
                ids.stream().filter(id -> register.seen(id).isEmpty()).distinct().toList();
        if (!unknown.isEmpty()) {
            throw missing(unknown);
        }
        return ids.stream().distinct().flatMap(id -> register.seen(id).stream());
    }

    /** The refusal of ids that are unknown. */
    Refusal missing(List<String> unknown) {
        return Refusal.of(
                code,
                unknown.size() == 1
                        ? "The " + noun + " '" + unknown.getFirst() + "' does not exist"
                        : "The " + noun + "s '" + String.join(", ", unknown) + "' do not exist");
    }

    void put(String id, V value) {
        register.put(id, value);
    }

    void remove(String id) {
        register.remove(id);
    }
}

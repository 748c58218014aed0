package io.github.multusnodes.simulator.wire;

import io.github.multusnodes.simulator.state.Refusal;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The parameters of one request. What an operation reads is marked as read; {@link #done} refuses
 * the request if anything is left, so that a parameter which is not modelled is never ignored.
 */
public final class Parameters {

    private static final String MEMBER = ".member";

    private final NavigableMap<String, String> values;
    private final String path;
    private final Set<String> read;

    public Parameters(Map<String, String> values) {
        this(new TreeMap<>(values), "", new TreeSet<>());
    }

    private Parameters(NavigableMap<String, String> values, String path, Set<String> read) {
        this.values = values;
        this.path = path;
        this.read = read;
    }

    /** The parameter's value, if it was sent. */
    public Optional<String> optional(String name) {
        read.add(key(name));
        return Optional.ofNullable(values.get(key(name)));
    }

    /**
     * The parameter's value.
     *
     * @throws Refusal {@code MissingParameter} if it was not sent
     */
    public String required(String name) {
        return optional(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(
                        () ->
                                Refusal.of(
                                        "MissingParameter",
                                        "The request must contain the parameter " + key(name)));
    }

    /**
     * The parameter's value as a number, if it was sent.
     *
     * @throws Refusal {@code InvalidParameterValue} if it is not a whole number
     */
    public Optional<Integer> integer(String name) {
        return optional(name)
                .map(
                        text -> {
                            try {
                                return Integer.valueOf(text);
                            } catch (NumberFormatException _) {
                                throw invalid(name, text, "a whole number");
                            }
                        });
    }

    /**
     * The parameter's value as a truth value, if it was sent.
     *
     * @throws Refusal {@code InvalidParameterValue} if it is neither true nor false
     */
    public Optional<Boolean> bool(String name) {
        return optional(name)
                .map(
                        text ->
                                switch (text) {
                                    case "true" -> true;
                                    case "false" -> false;
                                    default -> throw invalid(name, text, "true or false");
                                });
    }

    /** A flattened EC2 list, as {@code SubnetId.1}, {@code SubnetId.2}. */
    public List<String> list(String name) {
        return structures(name).stream().map(item -> item.required("")).toList();
    }

    /** An Auto Scaling list, as {@code InstanceIds.member.1}. */
    public List<String> members(String name) {
        return list(name + MEMBER);
    }

    /** Everything that was sent but the one parameter: what a client token stands for. */
    public Map<String, String> allBut(String name) {
        Map<String, String> others = new TreeMap<>(values);
        others.remove(name);
        return others;
    }

    /** Whether the parameter, or any part of the structure or list of that name, was sent. */
    public boolean has(String name) {
        return values.containsKey(key(name)) || !below(name).isEmpty();
    }

    /** The members of a nested structure, as {@code Attachment.AttachmentId}. */
    public Parameters structure(String name) {
        return new Parameters(values, key(name), read);
    }

    /**
     * A list of structures, as {@code Filter.1.Name}; with the name {@code Filters.member} Auto
     * Scaling's form of it.
     */
    public List<Parameters> structures(String name) {
        emptyList(name);
        int start = key(name).length() + 1;
        return below(name).stream()
                .map(key -> key.substring(start).split("\\.", 2)[0])
                .filter(index -> index.matches("[0-9]{1,6}"))
                .map(Integer::valueOf)
                .distinct()
                .sorted()
                .map(index -> structure(name + "." + index))
                .toList();
    }

    /**
     * To be called when everything is read and before anything is changed.
     *
     * @throws Refusal {@code UnknownParameter} naming what was sent and not read
     */
    public void done() {
        Set<String> unread = new TreeSet<>(values.keySet());
        unread.removeAll(read);
        if (!unread.isEmpty()) {
            throw Refusal.of(
                    "UnknownParameter",
                    "The parameters "
                            + unread
                            + " are not recognized: the simulator does not model them");
        }
    }

    /** An Auto Scaling list with nothing in it is sent as its bare name with an empty value. */
    private void emptyList(String name) {
        if (name.endsWith(MEMBER)) {
            String bare = key(name.substring(0, name.length() - MEMBER.length()));
            if ("".equals(values.get(bare))) {
                read.add(bare);
            }
        }
    }

    private Set<String> below(String name) {
        return values.subMap(key(name) + ".", key(name) + "/").keySet();
    }

    private String key(String name) {
        if (path.isEmpty() || name.isEmpty()) {
            return path + name;
        }
        return path + "." + name;
    }

    private Refusal invalid(String name, String text, String allowed) {
        return Refusal.of(
                "InvalidParameterValue",
                "Value (" + text + ") for parameter " + key(name) + " is invalid: give " + allowed);
    }
}

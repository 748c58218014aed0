package io.github.multusnodes.simulator.wire;

import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toSet;

import io.github.multusnodes.simulator.state.Refusal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The filters that one kind of thing can be asked by. Within a filter any value may match, all
 * filters must; {@code *} and {@code ?} are wildcards.
 *
 * @param <T> the kind of thing
 */
public final class Filters<T> {

    private static final int MOST_VALUES = 200;

    private final Map<String, Function<T, Stream<String>>> known = new HashMap<>();

    /** Declares a filter by its name and the values a thing has for it. */
    public Filters<T> with(String name, Function<T, Stream<String>> values) {
        known.put(name, values);
        return this;
    }

    /** Declares the filters {@code tag:<key>} and {@code tag-key}. */
    public Filters<T> withTags(Function<T, Map<String, String>> tags) {
        known.put("tag-key", thing -> tags.apply(thing).keySet().stream());
        known.put(
                "tag:",
                thing ->
                        tags.apply(thing).entrySet().stream()
                                .map(tag -> tag.getKey() + "=" + tag.getValue()));
        return this;
    }

    /**
     * The condition that EC2's {@code Filter.N} parameters ask for.
     *
     * @throws Refusal {@code InvalidParameterValue} for a filter that is not modelled
     */
    public Predicate<T> read(Parameters request) {
        return read(request.structures("Filter"), "Value");
    }

    /** The condition that filters with values in lists of the given name ask for. */
    public Predicate<T> read(List<Parameters> filters, String valueList) {
        Predicate<T> all = _ -> true;
        for (Parameters filter : filters) {
            all = all.and(condition(filter.required("Name"), filter.list(valueList)));
        }
        return all;
    }

    private Predicate<T> condition(String name, List<String> wanted) {
        if (wanted.size() > MOST_VALUES) {
            throw Refusal.of(
                    "FilterLimitExceeded",
                    "The maximum number of filter values specified on a single call is "
                            + MOST_VALUES);
        }
        boolean byTag = name.startsWith("tag:");
        Function<T, Stream<String>> values = known.get(byTag ? "tag:" : name);
        if (values == null) {
            throw Refusal.of("InvalidParameterValue", "The filter '" + name + "' is invalid");
        }
        String start = byTag ? name.substring("tag:".length()) + "=" : "";
        Map<Boolean, Set<String>> texts =
                wanted.stream()
                        .map(value -> start + value)
                        .collect(partitioningBy(Filters::isPattern, toSet()));
        Set<String> plain = texts.getOrDefault(false, Set.of());
        Predicate<String> matches =
                texts.getOrDefault(true, Set.of()).stream()
                        .map(Filters::pattern)
                        .reduce(plain::contains, Predicate::or);
        return thing -> values.apply(thing).anyMatch(matches);
    }

    private static boolean isPattern(String value) {
        return value.contains("*") || value.contains("?");
    }

    private static Predicate<String> pattern(String wanted) {
        String pattern =
                wanted.replace("\\", "")
                        .chars()
                        .mapToObj(
                                c ->
                                        switch (c) {
                                            case '*' -> ".*";
                                            case '?' -> ".";
                                            default -> Pattern.quote(Character.toString(c));
                                        })
                        .reduce("", String::concat);
        return Pattern.compile(pattern, Pattern.DOTALL).asMatchPredicate();
    }
}

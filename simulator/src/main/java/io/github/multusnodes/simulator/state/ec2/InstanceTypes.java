package io.github.multusnodes.simulator.state.ec2;

import io.github.multusnodes.simulator.state.Refusal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The instance types there are, from {@code instance-types.csv} beside this class. */
public final class InstanceTypes {

    private static final String TABLE = "instance-types.csv";
    private static final int MIB_PER_GIB = 1024;

    private final Map<String, InstanceType> types = new LinkedHashMap<>();

    InstanceTypes() {
        try (InputStream table =
                        Objects.requireNonNull(InstanceTypes.class.getResourceAsStream(TABLE));
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(InstanceTypes::read)
                    .forEach(type -> types.put(type.name(), type));
        } catch (IOException e) {
            throw new UncheckedIOException("The table " + TABLE + " cannot be read", e);
        }
    }

    /** A type by name. */
    public Optional<InstanceType> find(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** The named types, or all if none is named. */
    public List<InstanceType> named(List<String> names) {
        if (names.isEmpty()) {
            return List.copyOf(types.values());
        }
        List<String> unknown = names.stream().filter(name -> !types.containsKey(name)).toList();
        if (!unknown.isEmpty()) {
            throw Refusal.of(
                    "InvalidInstanceType",
                    "The following supplied instance types do not exist: ["
                            + String.join(", ", unknown)
                            + "]");
        }
        return names.stream().distinct().flatMap(name -> find(name).stream()).toList();
    }

    /** A type that something is to be launched with. */
    InstanceType existing(String name) {
        return find(name)
                .orElseThrow(
                        () ->
                                Refusal.of(
                                        "InvalidParameterValue",
                                        "Invalid value '" + name + "' for InstanceType."));
    }

    private static InstanceType read(String line) {
        List<String> cells = List.of(line.split(",", -1));
        int ipv4 = Integer.parseInt(cells.get(5));
        return new InstanceType(
                cells.get(0),
                Integer.parseInt(cells.get(1)),
                (long) (Double.parseDouble(cells.get(2)) * MIB_PER_GIB),
                cells.get(3),
                cards(cells.get(4)),
                ipv4,
                ipv4);
    }

    /** {@code 3}, or {@code 4x15} for four cards with 15 each. */
    private static List<Integer> cards(String text) {
        int times = text.indexOf('x');
        int cards = times < 0 ? 1 : Integer.parseInt(text.substring(0, times));
        int each = Integer.parseInt(text.substring(times + 1));
        return Collections.nCopies(cards, each);
    }
}

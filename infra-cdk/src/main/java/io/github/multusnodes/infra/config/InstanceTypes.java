package io.github.multusnodes.infra.config;

import io.github.multusnodes.infra.text.Texts;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The instance types whose limits are known without asking EC2. */
public final class InstanceTypes {

    private static final Map<String, InstanceType> ALL = load();

    private InstanceTypes() {}

    /** The type of a name such as m5.2xlarge, if its limits are known. */
    public static Optional<InstanceType> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    private static Map<String, InstanceType> load() {
        return Texts.read(InstanceTypes.class, "instance-types.csv")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .skip(1)
                .map(InstanceTypes::type)
                .collect(Collectors.toUnmodifiableMap(InstanceType::name, Function.identity()));
    }

    private static InstanceType type(String line) {
        String[] fields = line.split(",", -1);
        return new InstanceType(
                fields[0],
                fields[1].equals("arm64") ? Architecture.ARM64 : Architecture.X86_64,
                Integer.parseInt(fields[2]),
                Integer.parseInt(fields[3]),
                Integer.parseInt(fields[4]));
    }
}

package io.github.multusnodes.infra.config;

import io.github.multusnodes.reading.Violation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the instance types and what they allow. */
record InstanceTypesReader(Section nodes) {

    List<InstanceType> read() {
        List<InstanceType> types = new ArrayList<>();
        List<String> names =
                nodes.texts(
                        "instanceTypes",
                        Forms.INSTANCE_TYPE,
                        "Write at least one, the preferred first.");
        if (!nodes.has("instanceTypes") || names.isEmpty()) {
            nodes.violations()
                    .missing(
                            "nodes.instanceTypes",
                            "a list of instance types",
                            "Write at least one, the preferred first.");
        }
        for (int i = 0; i < names.size(); i++) {
            type(names.get(i), "nodes.instanceTypes[" + i + "]").ifPresent(types::add);
        }
        return types;
    }

    private Optional<InstanceType> type(String name, String path) {
        Section limits =
                nodes.entries(
                        "interfaceLimits",
                        "an object with the limits of each type",
                        "Write what EC2 says of the type.");
        Optional<InstanceType> known = InstanceTypes.find(name);
        if (limits.has(name)) {
            return Optional.of(stated(name, limits));
        }
        if (known.isEmpty()) {
            nodes.violations()
                    .add(
                            path,
                            Violation.quoted(name),
                            "a type whose limits are known",
                            "State them: nodes.interfaceLimits."
                                    + name
                                    + ": {interfaces: 4, addresses: 15}, as"
                                    + " DescribeInstanceTypes tells them.");
        }
        return known;
    }

    private static InstanceType stated(String name, Section limits) {
        Section type =
                limits.section(
                        name, List.of("interfaces", "addresses", "networkCards", "architecture"));
        String advice = "Take what DescribeInstanceTypes says of the type.";
        boolean arm =
                type.choice("architecture", List.of("x86_64", "arm64"), "x86_64").equals("arm64");
        return new InstanceType(
                name,
                arm ? Architecture.ARM64 : Architecture.X86_64,
                type.wholeNumber("networkCards", 1, 100, 1, advice),
                type.wholeNumber("interfaces", 1, 200, 2, advice),
                type.wholeNumber("addresses", 1, 200, 2, advice));
    }
}

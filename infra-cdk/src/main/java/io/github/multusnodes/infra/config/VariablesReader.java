package io.github.multusnodes.infra.config;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonValue;

import io.github.multusnodes.infra.config.Configuration.HookTimeouts;
import io.github.multusnodes.infra.variables.FunctionVariables;
import io.github.multusnodes.infra.variables.HookNames;
import io.github.multusnodes.reading.Violation;
import io.github.multusnodes.settings.InvalidSettingsException;
import io.github.multusnodes.settings.Settings;
import io.github.multusnodes.settings.SweepSettings;
import io.github.multusnodes.settings.TerminateSettings;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the variables of each function, and lets the functions' own code read them: what it would
 * refuse at run time is told here, by where it stands in the file.
 */
final class VariablesReader {

    /** Lambda's limit for all variables of a function together ("Lambda quotas"). */
    private static final int MOST_BYTES = 4096;

    private final Section file;
    private final String name;
    private final String cluster;
    private final NetworksReader.Read networks;

    VariablesReader(Section file, String name, String cluster, NetworksReader.Read networks) {
        this.file = file;
        this.name = name;
        this.cluster = cluster;
        this.networks = networks;
    }

    FunctionVariables read(HookTimeouts hooks) {
        Optional<JsonValue> drain = file.json().get("drain");
        boolean undrained = drain.isPresent() && drain.get().isFalse();
        FunctionVariables variables =
                new FunctionVariables(
                        name,
                        HookNames.of(name),
                        Map.of(Settings.NETWORKS, networks.forFunctions().toString()),
                        Optional.of(cluster).filter(its -> !its.isEmpty() && !undrained),
                        drain.filter(its -> !its.isTrue()).map(JsonValue::toString),
                        file.json().get("sweep").map(JsonValue::toString));
        if (!name.isEmpty() && !networks.forFunctions().isEmpty()) {
            checkAsFunctions(variables, hooks);
        }
        checkSize(variables.sweep());
        return variables;
    }

    /** Whether the sweep mends nodes in service. */
    boolean repairs() {
        return file.json()
                .get("sweep")
                .filter(its -> its.isObject() && Json.TRUE.equals(its.asObject().get("repair")))
                .isPresent();
    }

    private void checkAsFunctions(FunctionVariables variables, HookTimeouts hooks) {
        try {
            SweepSettings settings = SweepSettings.read(variables.sweep());
            Duration grace = settings.policy().launchGrace();
            if (grace.toSeconds() >= hooks.launch()) {
                file.violations()
                        .add(
                                "sweep.launchGraceSeconds",
                                String.valueOf(grace.toSeconds()),
                                "less than hooks.launchTimeoutSeconds, " + hooks.launch(),
                                "Lower it, or a lost launch is found too late.");
            }
        } catch (InvalidSettingsException e) {
            e.violations().forEach(this::add);
        }
        try {
            TerminateSettings.read(variables.terminate());
        } catch (InvalidSettingsException e) {
            e.violations().forEach(this::add);
        }
    }

    /** Subnets are written otherwise in the file, and checked there. */
    private void add(Violation violation) {
        if (violation.path().matches("MULTUS_NETWORKS\\[[0-9]+]\\.subnets.*")) {
            return;
        }
        Violation its =
                new Violation(
                        inFile(violation.path()),
                        violation.value(),
                        violation.allowed(),
                        inFile(violation.advice()));
        if (!file.violations().found().contains(its)) {
            file.violations().add(its.path(), its.value(), its.allowed(), its.advice());
        }
    }

    private static String inFile(String text) {
        return text.replace("MULTUS_NETWORKS", "networks")
                .replace("MULTUS_NODE_GROUP", "name")
                .replace("MULTUS_CLUSTER", "cluster.name")
                .replace("MULTUS_DRAIN", "drain")
                .replace("MULTUS_SWEEP", "sweep");
    }

    private void checkSize(Map<String, String> variables) {
        int bytes =
                variables.entrySet().stream()
                        .flatMap(
                                variable ->
                                        List.of(variable.getKey(), variable.getValue()).stream())
                        .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
                        .sum();
        if (bytes > MOST_BYTES) {
            file.violations()
                    .add(
                            "networks",
                            bytes + " bytes as variables of a function",
                            "at most " + MOST_BYTES,
                            "Shorten names, tags and lists, or make two node groups.");
        }
    }
}

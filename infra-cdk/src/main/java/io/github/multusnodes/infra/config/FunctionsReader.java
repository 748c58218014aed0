package io.github.multusnodes.infra.config;

import io.github.multusnodes.infra.config.FunctionSettings.Vpc;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads how the functions run. */
final class FunctionsReader {

    private static final int LONGEST_RUN = 900;

    /** What CloudWatch Logs takes ("PutRetentionPolicy"), up to two years. */
    private static final List<Integer> RETENTIONS =
            List.of(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731);

    private static final List<String> KEYS =
            List.of(
                    "memoryMiB",
                    "drainMemoryMiB",
                    "timeoutSeconds",
                    "architecture",
                    "snapStart",
                    "reservedConcurrency",
                    "oneSweepAtATime",
                    "logRetentionDays",
                    "vpc");

    private final Section functions;

    private FunctionsReader(Section functions) {
        this.functions = functions;
    }

    static FunctionSettings read(Section file) {
        return new FunctionsReader(file.section("functions", KEYS)).read();
    }

    private FunctionSettings read() {
        return new FunctionSettings(
                memory("memoryMiB"),
                memory("drainMemoryMiB"),
                functions.wholeNumber(
                        "timeoutSeconds",
                        60,
                        LONGEST_RUN,
                        840,
                        "A function that is done ends at once; Lambda allows 15 minutes."),
                functions
                                .choice("architecture", List.of("arm64", "x86_64"), "arm64")
                                .equals("arm64")
                        ? Architecture.ARM64
                        : Architecture.X86_64,
                functions
                        .json()
                        .flag("snapStart", true, "false starts each function from nothing."),
                functions
                        .json()
                        .wholeNumber(
                                "reservedConcurrency",
                                1,
                                1000,
                                "Launches beyond it wait; leave it out for the account's limit."),
                functions
                        .json()
                        .flag(
                                "oneSweepAtATime",
                                true,
                                "false keeps no concurrency for it; accounts with a limit of 10"
                                        + " need that."),
                retention(),
                vpc());
    }

    private int memory(String key) {
        return functions.wholeNumber(
                key,
                512,
                10240,
                1024,
                "Below 512 MiB a launch in a crowded subnet has too little.");
    }

    private int retention() {
        int usual = 30;
        int days =
                functions.wholeNumber(
                        "logRetentionDays", 1, 731, usual, "Leave it out for 30 days.");
        if (!RETENTIONS.contains(days)) {
            functions.add(
                    "logRetentionDays",
                    String.valueOf(days),
                    RETENTIONS.stream().map(String::valueOf).collect(Collectors.joining(", ")),
                    "CloudWatch Logs takes these; leave it out for 30.");
        }
        return days;
    }

    private Optional<Vpc> vpc() {
        if (!functions.has("vpc")) {
            return Optional.empty();
        }
        Section vpc = functions.section("vpc", List.of("subnets", "securityGroups"));
        List<String> subnets =
                vpc.texts(
                        "subnets",
                        Forms.SUBNET,
                        "Write those from which the cluster's endpoint is reached.");
        if (!vpc.has("subnets")
                || vpc.json().get("subnets").orElseThrow().toString().equals("[]")) {
            vpc.violations()
                    .missing(
                            vpc.json().path("subnets"),
                            "at least one subnet",
                            "Write those from which the cluster's endpoint is reached.");
        }
        return Optional.of(
                new Vpc(
                        subnets,
                        vpc.texts(
                                "securityGroups",
                                Forms.SECURITY_GROUP,
                                "Leave it out for one that the stack makes.")));
    }
}

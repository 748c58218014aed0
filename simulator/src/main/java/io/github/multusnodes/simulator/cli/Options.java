package io.github.multusnodes.simulator.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A local run as it was asked for.
 *
 * @param serve the port to stay up at after the run, 0 for any
 * @param launchJar the packaged function of launches
 * @param drainJar the packaged functions that drain: of terminations, and the sweep
 */
record Options(
        DemoPlan plan,
        DemoScenario scenario,
        long seed,
        Optional<Path> html,
        OptionalInt serve,
        boolean verbose,
        Path launchJar,
        Path drainJar) {}

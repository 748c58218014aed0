package io.github.multusnodes.simulator.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A local run as it was asked for.
 *
 * @param serve the port to stay up at after the run, 0 for any
 * @param byHand set if the functions are invoked by a person and not by their events
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
        Optional<ByHandOptions> byHand,
        Path launchJar,
        Path drainJar) {}

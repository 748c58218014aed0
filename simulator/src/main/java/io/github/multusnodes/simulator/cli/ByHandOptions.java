package io.github.multusnodes.simulator.cli;

import java.nio.file.Path;

/**
 * Where a run by hand finds and leaves files.
 *
 * @param folder takes the events and the functions' variables
 * @param template of SAM, with the functions
 * @param testEvents the project's, one file of each kind
 */
record ByHandOptions(Path folder, Path template, Path testEvents) {}

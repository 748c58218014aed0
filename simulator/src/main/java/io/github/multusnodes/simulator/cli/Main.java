package io.github.multusnodes.simulator.cli;

import picocli.CommandLine;

/** Where the local run starts. */
public final class Main {

    private Main() {}

    /** Runs the command and ends with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new RunLocal())
                .setOverwrittenOptionsAllowed(true)
                .setParameterExceptionHandler(
                        (failure, _) -> {
                            failure.getCommandLine()
                                    .getErr()
                                    .println(
                                            "run-local: "
                                                    + failure.getMessage()
                                                    + " (see ./run-local --help)");
                            return CommandLine.ExitCode.USAGE;
                        });
    }
}

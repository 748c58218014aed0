package io.github.multusnodes.simulator.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

import java.util.stream.Stream;

/** Where the local run starts. */
public final class Main {

    private Main() {}

    /** Runs the command and ends with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new RunLocal());
        UsageMessageSpec usage = commandLine.getCommandSpec().usageMessage();
        usage.footer(
                Stream.of(new String[] {"", "Scenarios:"}, DemoScenario.catalogue(), usage.footer())
                        .flatMap(Stream::of)
                        .toArray(String[]::new));
        return commandLine
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

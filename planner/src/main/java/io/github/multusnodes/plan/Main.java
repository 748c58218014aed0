package io.github.multusnodes.plan;

import picocli.CommandLine;

import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Where the command starts. */
public final class Main {

    private Main() {}

    /** Runs the command and ends with its exit code. */
    public static void main(String[] arguments) {
        PlanCommand command =
                new PlanCommand(
                        () ->
                                Ec2Client.builder()
                                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                                        .build());
        System.exit(commandLine(command).execute(arguments));
    }

    static CommandLine commandLine(PlanCommand command) {
        return new CommandLine(command)
                .setParameterExceptionHandler(
                        (failure, _) -> {
                            failure.getCommandLine()
                                    .getErr()
                                    .println(
                                            "plan: "
                                                    + failure.getMessage()
                                                    + " (see ./plan --help)");
                            return CommandLine.ExitCode.USAGE;
                        });
    }
}

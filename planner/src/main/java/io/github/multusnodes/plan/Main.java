package io.github.multusnodes.plan;

import io.github.multusnodes.query.AwsAccess;

import picocli.CommandLine;

import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** Where the command starts. */
public final class Main {

    private Main() {}

    /** Runs the command and ends with its exit code. */
    public static void main(String[] arguments) {
        PlanCommand command =
                new PlanCommand(
                        () ->
                                new AwsAccess(
                                        UrlConnectionHttpClient.create(),
                                        DefaultCredentialsProvider.builder().build(),
                                        DefaultAwsRegionProviderChain.builder().build().getRegion(),
                                        System.getenv()));
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

package io.github.multusnodes.plan;

import io.github.multusnodes.query.AwsAccess;
import io.github.multusnodes.simulator.World;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.function.Supplier;

/** The command, run once. */
record Run(int exitCode, String out, String err) {

    private static Run of(Supplier<AwsAccess> aws, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode =
                Main.commandLine(new PlanCommand(aws))
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(arguments);
        return new Run(exitCode, out.toString(), err.toString());
    }

    /** In a simulated world. */
    static Run live(World<?> world, String... arguments) {
        return of(
                () ->
                        new AwsAccess(
                                world.clients().http("planner"),
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("planner", "secret")),
                                Region.US_WEST_2,
                                Map.of("AWS_ENDPOINT_URL", "http://simulator.local")),
                arguments);
    }

    /** Without a network: a client must not be made. */
    static Run offline(String... arguments) {
        return of(
                () -> {
                    throw new IllegalStateException("A way to AWS is made");
                },
                arguments);
    }
}

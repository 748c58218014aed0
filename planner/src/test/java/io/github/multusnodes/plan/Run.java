package io.github.multusnodes.plan;

import software.amazon.awssdk.services.ec2.Ec2Client;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Supplier;

/** The command, run once. */
record Run(int exitCode, String out, String err) {

    static Run of(Supplier<Ec2Client> ec2, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode =
                Main.commandLine(new PlanCommand(ec2))
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(arguments);
        return new Run(exitCode, out.toString(), err.toString());
    }

    /** Without a network: a client must not be made. */
    static Run offline(String... arguments) {
        return of(
                () -> {
                    throw new IllegalStateException("A client of EC2 is made");
                },
                arguments);
    }
}

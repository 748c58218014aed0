package io.github.multusnodes.pods.command;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What {@code --help} says. */
final class HelpText {

    private HelpText() {}

    static String text() {
        return """
        Usage: pod-addresses init|sidecar [--option value ...]

        Puts the addresses of the pod's Multus interfaces on the node's network interfaces, and
        ends (init) or goes on (sidecar) once EC2 and instance metadata show every one of them.

        Options, each with its variable:
        %s
        Exit codes:
        %s\
        """
                .formatted(options(), codes());
    }

    private static String options() {
        return Arrays.stream(Option.values())
                .map(
                        each ->
                                "  %-20s %s%n      %s%s%n"
                                        .formatted(
                                                each.argument(),
                                                each.variable(),
                                                each.meaning(),
                                                each.usual().isEmpty()
                                                        ? ""
                                                        : " [" + each.usual() + "]"))
                .collect(Collectors.joining());
    }

    private static String codes() {
        return Arrays.stream(ExitCode.values())
                .map(each -> "  %d  %s%n".formatted(each.code(), each.meaning()))
                .collect(Collectors.joining());
    }
}

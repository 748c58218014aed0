package io.github.multusnodes.pods.command;

import io.github.multusnodes.pods.command.Arguments.Command;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What {@code --help} says. */
final class HelpText {

    private HelpText() {}

    static String text() {
        return """
        Usage: pod-addresses init|sidecar|node [--option value ...]

        Puts the addresses of the pod's Multus interfaces on the node's network interfaces, and
        ends (init) or goes on (sidecar) once EC2 and instance metadata show every one of them;
        or does so for all pods of a node, until it is told to end (node).

        Options of all three, each with its variable:
        %s
        Options of init and sidecar:
        %s
        Options of node:
        %s
        Exit codes:
        %s\
        """
                .formatted(
                        options(its -> its.isFor(Command.INIT) && its.isFor(Command.NODE)),
                        options(its -> !its.isFor(Command.NODE)),
                        options(its -> !its.isFor(Command.INIT)),
                        codes());
    }

    private static String options(Predicate<Option> which) {
        return Arrays.stream(Option.values())
                .filter(which)
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

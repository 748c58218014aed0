package io.github.multusnodes.pods.command;

import io.github.multusnodes.reading.Violation;
import io.github.multusnodes.reading.Violations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the program was started with.
 *
 * @param given by arguments; the same option twice is the last one
 */
record Arguments(Command command, Map<Option, String> given) {

    private static final String COMMANDS = "init, sidecar, node, --help or --version";

    Arguments {
        given = Map.copyOf(given);
    }

    /** What is to be done. */
    enum Command {
        INIT,
        SIDECAR,
        NODE,
        HELP,
        VERSION;

        /** As it is written. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads {@code init --option value --option=value}, and what the container published with the
     * AWS samples is started with: {@code initContainers} or {@code sidecar} of a script.
     *
     * @param violations takes what cannot be read
     */
    static Optional<Arguments> read(List<String> words, Violations violations) {
        List<String> left = new ArrayList<>(published(words));
        if (left.isEmpty()) {
            violations.missing("the command", COMMANDS, "Name one: see --help.");
            return Optional.empty();
        }
        Optional<Command> command = command(left.removeFirst(), violations);
        Map<Option, String> given = new EnumMap<>(Option.class);
        while (!left.isEmpty()) {
            readOption(left, given, violations);
        }
        command.ifPresent(its -> checkTaken(its, given.keySet(), violations));
        return command.map(its -> new Arguments(its, given));
    }

    /** Whoever writes an option wants it to do something. */
    private static void checkTaken(Command command, Set<Option> given, Violations violations) {
        for (Option option : given) {
            if (!option.isFor(command)) {
                violations.add(
                        option.argument(),
                        "an option of " + option.takers(),
                        "those of " + command.word(),
                        "Remove it: %s would do nothing with it.".formatted(command.word()));
            }
        }
    }

    private static Optional<Command> command(String word, Violations violations) {
        return switch (word) {
            case "init", "initContainers" -> Optional.of(Command.INIT);
            case "sidecar" -> Optional.of(Command.SIDECAR);
            case "node" -> Optional.of(Command.NODE);
            case "--help", "-h", "help" -> Optional.of(Command.HELP);
            case "--version", "version" -> Optional.of(Command.VERSION);
            default -> {
                violations.add(
                        "the command",
                        Violation.quoted(word),
                        COMMANDS,
                        "Put it before all options: see --help.");
                yield Optional.empty();
            }
        };
    }

    private static void readOption(
            List<String> left, Map<Option, String> given, Violations violations) {
        String word = left.removeFirst();
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        Optional<Option> option =
                Arrays.stream(Option.values())
                        .filter(each -> each.argument().equals(name))
                        .findFirst();
        if (option.isEmpty()) {
            violations.add(
                    "an argument", Violation.quoted(word), "the options", "See --help for them.");
        } else if (equals >= 0) {
            given.put(option.get(), word.substring(equals + 1));
        } else if (left.isEmpty()) {
            violations.missing(name, "a value after it", option.get().meaning() + ".");
        } else {
            given.put(option.get(), left.removeFirst());
        }
    }

    /** The manifests of the AWS samples run a script by a shell, which this image does not have. */
    private static List<String> published(List<String> words) {
        boolean isScript =
                words.size() == 3
                        && words.get(0).endsWith("/sh")
                        && words.get(1).equals("-c")
                        && words.get(2).startsWith("/app/script.sh ");
        return isScript
                ? List.of(words.get(2).substring("/app/script.sh ".length()).strip().split(" +"))
                : words;
    }
}

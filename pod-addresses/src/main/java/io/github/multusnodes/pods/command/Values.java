package io.github.multusnodes.pods.command;

import io.github.multusnodes.pods.assign.Expected;
import io.github.multusnodes.reading.Violation;
import io.github.multusnodes.reading.Violations;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads options one by one. What is wrong is noted, and something harmless is read instead. */
final class Values {

    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,6})(ms|s|m)");
    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,3}");

    /** A name of Linux has at most 15 characters. */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_.-]{0,14}");

    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]");

    private final Map<Option, String> given;
    private final Map<String, String> environment;
    private final Violations violations;

    Values(Map<Option, String> given, Map<String, String> environment, Violations violations) {
        this.given = given;
        this.environment = environment;
        this.violations = violations;
    }

    String name(Option option) {
        String text = text(option);
        if (!NAME.matcher(text).matches()) {
            wrong(option, text, "the name of an interface", "Name it as ip link does: eth0.");
        }
        return text;
    }

    boolean flag(Option option) {
        String text = text(option);
        if (!text.equals("true") && !text.equals("false")) {
            wrong(option, text, "true or false", "Write one of them.");
        }
        return text.equals("true");
    }

    Duration duration(Option option) {
        String text = text(option);
        Matcher its = DURATION.matcher(text);
        if (!its.matches()) {
            wrong(option, text, "a number above 0 with ms, s or m", "Write 90s, for example.");
            return Duration.ZERO;
        }
        long number = Long.parseLong(its.group(1));
        return switch (its.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
    }

    Optional<Integer> number(Option option) {
        String text = text(option);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!COUNT.matcher(text).matches()) {
            wrong(option, text, "a number from 1 to 9999", "See aws ec2 describe-instance-types.");
            return Optional.empty();
        }
        return Optional.of(Integer.valueOf(text));
    }

    Expected expected(Option option) {
        String text = text(option);
        if (COUNT.matcher(text).matches()) {
            return new Expected.AtLeast(Integer.parseInt(text));
        }
        List<String> names = List.of(text.split(",", -1));
        if (!names.stream().allMatch(name -> NAME.matcher(name).matches())) {
            wrong(
                    option,
                    text,
                    "names of interfaces with commas between them, or a number above 0",
                    "Write net1,net2 or 2.");
            return new Expected.AtLeast(1);
        }
        return new Expected.Named(Set.copyOf(names));
    }

    Optional<String> region(Option option) {
        String text = text(option);
        if (!text.isEmpty() && !REGION.matcher(text).matches()) {
            wrong(option, text, "a Region", "Write eu-central-1, for example, or leave it out.");
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    URI endpoint(Option option) {
        String text = text(option);
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && String.valueOf(uri.getScheme()).startsWith("http")) {
                return uri;
            }
        } catch (IllegalArgumentException noUri) {
            // Told below, as one that names no host.
        }
        wrong(option, text, "an http address", "Leave it out, but in tests.");
        return URI.create(option.usual());
    }

    private String text(Option option) {
        String argument = given.get(option);
        if (argument != null) {
            return argument;
        }
        String variable = environment.getOrDefault(option.variable(), "");
        return variable.isEmpty() ? option.usual() : variable;
    }

    private void wrong(Option option, String text, String allowed, String advice) {
        String path = given.containsKey(option) ? option.argument() : option.variable();
        violations.add(path, Violation.quoted(text), allowed, advice);
    }
}

package io.github.multusnodes.pods.command;

import io.github.multusnodes.address.AddressRange;
import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.assign.Expected;
import io.github.multusnodes.pods.plan.Rules;
import io.github.multusnodes.reading.Violation;
import io.github.multusnodes.reading.Violations;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
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

    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
    private static final int MOST_PORT = 65_535;

    /** A name of Linux has at most 15 characters. */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_.-]{0,14}");

    private static final Pattern NODE = Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?");
    private static final int LONGEST_NODE = 253;

    private static final Pattern COMMA = Pattern.compile(",");

    private static final String SERVICE_HOST = "KUBERNETES_SERVICE_HOST";

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

    int port(Option option) {
        String text = text(option);
        if (!PORT.matcher(text).matches() || Integer.parseInt(text) > MOST_PORT) {
            wrong(option, text, "a port from 1 to 65535", "Take one that is free.");
            return MOST_PORT;
        }
        return Integer.parseInt(text);
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

    /** Required. */
    String nodeName(Option option) {
        String text = text(option);
        if (text.isEmpty()) {
            violations.missing(
                    option.argument() + " (" + option.variable() + ")",
                    "the name of a node",
                    "Let the manifest set it from spec.nodeName.");
        } else if (text.length() > LONGEST_NODE || !NODE.matcher(text).matches()) {
            wrong(option, text, "the name of a node", "Take it from spec.nodeName.");
        }
        return text;
    }

    /** Blocks, and ranges of their first and last address. */
    List<AddressRange> ranges(Option option) {
        List<AddressRange> ranges = new ArrayList<>();
        String text = text(option);
        for (String item :
                text.isBlank() ? List.<String>of() : COMMA.splitAsStream(text).toList()) {
            try {
                ranges.add(range(item.strip()));
            } catch (IllegalArgumentException noRange) {
                wrong(
                        option,
                        item.strip(),
                        "CIDR blocks (10.0.1.128/25) and ranges (10.0.1.50-10.0.1.99) with commas"
                                + " between them",
                        "It is refused because " + noRange.getMessage() + ".");
            }
        }
        return ranges;
    }

    private static AddressRange range(String item) {
        int dash = item.indexOf('-');
        if (dash >= 0) {
            return new AddressRange(
                    Ip.parse(item.substring(0, dash).strip()),
                    Ip.parse(item.substring(dash + 1).strip()));
        }
        Cidr block = Cidr.parse(item);
        return new AddressRange(block.first(), block.last());
    }

    Path directory(Option option) {
        String text = text(option);
        try {
            return Path.of(text);
        } catch (InvalidPathException noPath) {
            wrong(option, text, "a directory", "Leave it out, but in tests.");
            return Path.of(option.usual());
        }
    }

    /** Where the cluster says that its API server is, if the option does not. */
    URI apiServer(Option option) {
        if (!text(option).isEmpty()) {
            return endpoint(option);
        }
        String host = environment.getOrDefault(SERVICE_HOST, "");
        String port = environment.getOrDefault(SERVICE_HOST.replace("HOST", "PORT"), "443");
        if (host.isEmpty()) {
            violations.missing(
                    SERVICE_HOST, "what the cluster sets", "Run it in a pod of the cluster.");
            return URI.create("https://kubernetes.default.svc");
        }
        try {
            return URI.create(
                    "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
        } catch (IllegalArgumentException noHost) {
            violations.add(
                    SERVICE_HOST,
                    Violation.quoted(host + ":" + port),
                    "what the cluster sets",
                    "Do not set it otherwise.");
            return URI.create("https://kubernetes.default.svc");
        }
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
        return URI.create("http://localhost");
    }

    Common common() {
        Map<Family, Integer> slots = new EnumMap<>(Family.class);
        number(Option.IPV4_SLOTS).ifPresent(most -> slots.put(Family.IPV4, most));
        number(Option.IPV6_SLOTS).ifPresent(most -> slots.put(Family.IPV6, most));
        return new Common(
                new Rules(flag(Option.REASSIGN), slots),
                region(Option.REGION),
                endpoint(Option.METADATA_ENDPOINT),
                flag(Option.ALLOW_NODE_ROLE));
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

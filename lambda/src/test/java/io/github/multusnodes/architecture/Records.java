package io.github.multusnodes.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What holds for decision records, the change log and the front page; each rule gives its breaches.
 */
final class Records {

    private static final Pattern FILE = Pattern.compile("(\\d{4})-[a-z0-9]+(-[a-z0-9]+)*\\.md");
    private static final Pattern STATUS =
            Pattern.compile("Status: (Proposed|Accepted|Rejected|Deprecated|Superseded by \\d{4})");
    private static final Pattern DATE = Pattern.compile("Date: \\d{4}-\\d{2}-\\d{2}");
    private static final List<String> SECTIONS =
            List.of("## Context", "## Options", "## Decision", "## Consequences");

    private static final Pattern SHELL_BLOCK =
            Pattern.compile("^```sh\\n(.*?)\\n```$", Pattern.DOTALL | Pattern.MULTILINE);

    private static final Pattern VERSION =
            Pattern.compile("## (Unreleased|\\d+\\.\\d+\\.\\d+ - \\d{4}-\\d{2}-\\d{2})");
    private static final Set<String> KINDS =
            Set.of("### Added", "### Changed", "### Fixed", "### Removed", "### Security");

    private Records() {}

    /** Decisions are numbered without a gap, and each has a status, a date and its sections. */
    static List<String> unreadableDecisions(List<SourceFile> decisions) {
        List<String> breaches = new ArrayList<>();
        int number = 0;
        for (SourceFile decision : decisions) {
            number++;
            Matcher name = FILE.matcher(decision.name());
            if (!name.matches() || Integer.parseInt(name.group(1)) != number) {
                breaches.add(
                        decision.name()
                                + " should be named %04d-<title in small letters>.md"
                                        .formatted(number));
            }
            if (decision.lines().isEmpty()
                    || !decision.lines().getFirst().startsWith("# %d. ".formatted(number))) {
                breaches.add(decision.name() + " should begin with '# " + number + ". <Title>'");
            }
            require(decision, STATUS, breaches);
            require(decision, DATE, breaches);
            if (!decision.lines().stream()
                    .filter(l -> l.startsWith("## "))
                    .toList()
                    .equals(SECTIONS)) {
                breaches.add(decision.name() + " should have the sections " + SECTIONS);
            }
        }
        return breaches;
    }

    /** The change log begins with what is unreleased, and tells changes by kind. */
    static List<String> unreadableChanges(SourceFile log) {
        List<String> breaches = new ArrayList<>();
        List<String> versions = log.lines().stream().filter(l -> l.startsWith("## ")).toList();
        if (versions.isEmpty() || !versions.getFirst().equals("## Unreleased")) {
            breaches.add(log.name() + " should begin with the section '## Unreleased'");
        }
        versions.stream()
                .filter(version -> !VERSION.matcher(version).matches())
                .forEach(
                        version ->
                                breaches.add(
                                        "'" + version + "' should be '## 1.2.3 - 2026-01-31'"));
        log.lines().stream()
                .filter(line -> line.startsWith("### ") && !KINDS.contains(line))
                .forEach(line -> breaches.add("'" + line + "' should be one of " + KINDS));
        return breaches;
    }

    /** What the front page tells people to run, the gate runs too. */
    static List<String> commandsNobodyRuns(SourceFile frontPage, SourceFile gate) {
        List<String> blocks =
                SHELL_BLOCK
                        .matcher(frontPage.text())
                        .results()
                        .map(block -> block.group(1))
                        .toList();
        if (blocks.isEmpty()) {
            return List.of(frontPage.name() + " should show in an 'sh' block what to run");
        }
        return blocks.stream()
                .flatMap(String::lines)
                .map(line -> line.replaceFirst("\\s*#.*", ""))
                .filter(
                        command ->
                                gate.lines().stream()
                                        .noneMatch(line -> line.endsWith("\" " + command)))
                .map(command -> gate.name() + " should have a stage that runs: " + command)
                .toList();
    }

    private static void require(SourceFile file, Pattern line, List<String> breaches) {
        if (file.lines().stream().noneMatch(candidate -> line.matcher(candidate).matches())) {
            breaches.add(file.name() + " should have a line '" + line + "'");
        }
    }
}

package io.github.multusnodes.architecture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What holds for files; each rule gives its breaches, one line each. */
final class HouseRules {

    static final int LONGEST_FILE = 300;
    static final int LONGEST_METHOD = 40;

    private static final Pattern LEFT_FOR_LATER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");
    private static final Pattern PACKAGE_SENTENCE =
            Pattern.compile(
                    "\\A/\\*\\*\\s*(\\*\\s*)?[A-Z].*?[.]\\s*\\*/\\s*@NullMarked\\s*package ",
                    Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");

    private HouseRules() {}

    static List<String> longFiles(List<SourceFile> files) {
        return files.stream()
                .filter(file -> file.isMain() && file.lines().size() > LONGEST_FILE)
                .map(
                        file ->
                                file.path()
                                        + " has "
                                        + file.lines().size()
                                        + " lines; allowed: "
                                        + LONGEST_FILE
                                        + ". Split it.")
                .toList();
    }

    static List<String> longMethods(List<SourceFile> files) {
        List<String> breaches = new ArrayList<>();
        for (SourceFile file : files) {
            file.methodLengths()
                    .forEach(
                            (method, length) -> {
                                if (file.isMain() && length > LONGEST_METHOD) {
                                    breaches.add(
                                            file.path()
                                                    + ": "
                                                    + method
                                                    + " has "
                                                    + length
                                                    + " lines; allowed: "
                                                    + LONGEST_METHOD
                                                    + ". Split it.");
                                }
                            });
        }
        return breaches;
    }

    static List<String> leftForLater(List<SourceFile> files) {
        List<String> breaches = new ArrayList<>();
        for (SourceFile file : files) {
            for (int line = 0; line < file.lines().size(); line++) {
                if (LEFT_FOR_LATER.matcher(file.lines().get(line)).find()) {
                    breaches.add(
                            file.path()
                                    + ":"
                                    + (line + 1)
                                    + " leaves something for later: do it, or write an issue.");
                }
            }
        }
        return breaches;
    }

    /** Every package says in a sentence what lives in it, and is null-marked. */
    static List<String> silentPackages(List<SourceFile> files) {
        TreeMap<Path, List<SourceFile>> packages =
                files.stream()
                        .collect(
                                Collectors.groupingBy(
                                        file -> file.path().resolveSibling(""),
                                        TreeMap::new,
                                        Collectors.toList()));
        List<String> breaches = new ArrayList<>();
        packages.forEach(
                (folder, members) -> {
                    boolean speaks =
                            members.stream()
                                    .filter(file -> file.name().equals("package-info.java"))
                                    .anyMatch(f -> PACKAGE_SENTENCE.matcher(f.text()).find());
                    if (!speaks) {
                        breaches.add(
                                folder
                                        + " needs a package-info.java with one sentence of Javadoc"
                                        + " and @NullMarked.");
                    }
                });
        return breaches;
    }

    /** Links between our own pages lead somewhere. */
    static List<String> deadLinks(List<SourceFile> pages) {
        List<String> breaches = new ArrayList<>();
        for (SourceFile page : pages) {
            Matcher link = LINK.matcher(page.text());
            while (link.find()) {
                String target = link.group(1);
                if (!target.contains(":") && !Files.exists(page.path().resolveSibling(target))) {
                    breaches.add(page.path() + " links to " + target + ", which does not exist.");
                }
            }
        }
        return breaches;
    }
}

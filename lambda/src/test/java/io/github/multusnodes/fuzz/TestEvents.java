package io.github.multusnodes.fuzz;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The events of {@code test-events}, and what may become of them on their way. */
final class TestEvents {

    private static final Path FOLDER = Path.of("../test-events");

    private TestEvents() {}

    /**
     * An event that was changed.
     *
     * @param file the name of the file it was in
     */
    record Changed(String file, List<Change> changes) {

        /** As it comes. */
        String text() {
            return Change.all(changes, TestEvents.text(file));
        }
    }

    /** Changed events of lifecycle hooks, schedules, and of others. */
    static Arbitrary<Changed> ofHooks() {
        return changed(file -> !file.startsWith("cloudformation"));
    }

    /** Changed requests for custom resources. */
    static Arbitrary<Changed> ofStacks() {
        return changed(file -> file.startsWith("cloudformation"));
    }

    static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Arbitrary<Changed> changed(Predicate<String> wanted) {
        Arbitrary<Change> change =
                Arbitraries.frequencyOf(Tuple.of(3, Change.ofTrees()), Tuple.of(1, Change.any()));
        return Combinators.combine(
                        Arbitraries.of(files().stream().filter(wanted).toList()),
                        change.list().ofMaxSize(3))
                .as(Changed::new);
    }

    private static List<String> files() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.github.multusnodes.faultrun;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** Shows that the checks find bugs: without a guard, some day goes wrong. */
final class Guards {

    private static final int AT_ONCE = 16;

    private Guards() {}

    /**
     * The first seed whose day goes wrong without a guard.
     *
     * @return empty if none of about the first so many does
     */
    static OptionalLong firstSeed(Guard guard, Path sources, Path work, int most)
            throws IOException {
        try (Mutant mutant = mutant(guard, sources, work)) {
            for (long from = 1; from <= most; from += AT_ONCE) {
                OptionalLong seed =
                        LongStream.range(from, from + AT_ONCE)
                                .parallel()
                                .filter(its -> !mutant.violations(its).isEmpty())
                                .min();
                if (seed.isPresent()) {
                    return seed;
                }
            }
            return OptionalLong.empty();
        }
    }

    /** What goes wrong without it on the day that is noted with it. */
    static List<String> violations(Guard guard, Path sources, Path work) throws IOException {
        try (Mutant mutant = mutant(guard, sources, work)) {
            return mutant.violations(guard.seed());
        }
    }

    private static Mutant mutant(Guard guard, Path sources, Path work) throws IOException {
        return new Mutant(guard, sources, Files.createTempDirectory(work, "guard"));
    }
}

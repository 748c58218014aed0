package io.github.multusnodes.faultrun;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** The command: lives through as many days as asked for, or through one with its whole story. */
public final class FaultRun {

    private static final int SHOWN = 10;
    private static final int STEP = 500;

    private FaultRun() {}

    /**
     * Runs.
     *
     * @param args {@code days COUNT FROM}, {@code day SEED}, or {@code guards SOURCES MOST}
     */
    public static void main(String[] args) throws IOException {
        boolean well =
                switch (args[0]) {
                    case "days" -> days(Integer.parseInt(args[1]), Long.parseLong(args[2]));
                    case "day" -> day(Long.parseLong(args[1]));
                    case "guards" -> guards(Path.of(args[1]), Integer.parseInt(args[2]));
                    default -> throw new IllegalArgumentException("'" + args[0] + "'");
                };
        System.exit(well ? 0 : 1);
    }

    private static boolean days(int count, long from) {
        long start = System.nanoTime();
        Days days = Days.of(from, count, FaultRun::tellProgress);
        System.out.printf(
                "%d days from seed %d: %d calls, %d s, %d days with a violation%n",
                count,
                from,
                days.calls(),
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start),
                days.violations().size());
        days.violations().entrySet().stream()
                .limit(SHOWN)
                .forEach(
                        day ->
                                System.out.printf(
                                        "./faults day %d: %s%n",
                                        day.getKey(), day.getValue().getFirst()));
        return days.violations().isEmpty();
    }

    /** For each guard the first day that goes wrong without it. */
    private static boolean guards(Path sources, int most) throws IOException {
        Path work = Files.createTempDirectory("multus-guards");
        boolean all = true;
        for (Guard guard : Guard.ALL) {
            OptionalLong seed = Guards.firstSeed(guard, sources, work, most);
            String shown = seed.isPresent() ? Long.toString(seed.getAsLong()) : "none";
            System.out.printf("| %s | %s |%n", guard.name(), shown);
            all &= seed.isPresent();
        }
        return all;
    }

    private static void tellProgress(int over) {
        if (over % STEP == 0) {
            System.err.println(over + " days are over");
        }
    }

    private static boolean day(long seed) {
        Case its = Case.of(seed);
        Ending ending = Trial.run(its);
        System.out.println("Seed " + seed + ": " + its.setting());
        if (ending.isWell()) {
            its.troubles().forEach(System.out::println);
            System.out.println("No violation in " + ending.calls() + " calls");
            return true;
        }
        Case least = Shrinker.shrink(its, smaller -> !Trial.run(smaller).isWell());
        Ending shrunk = Trial.run(least);
        System.out.printf(
                "%d of its %d troubles are enough:%n",
                least.troubles().size(), its.troubles().size());
        least.troubles().forEach(System.out::println);
        shrunk.story().forEach(System.out::println);
        shrunk.violations().forEach(violation -> System.out.println("VIOLATED: " + violation));
        return false;
    }
}

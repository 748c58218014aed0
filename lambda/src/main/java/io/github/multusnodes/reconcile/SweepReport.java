package io.github.multusnodes.reconcile;

import io.github.multusnodes.node.SweepStep;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What a sweep did, or would do.
 *
 * @param dryRun whether it only told
 * @param entries one for each thing that it found to do
 * @param unread what could not be read, with the reasons
 */
public record SweepReport(boolean dryRun, List<Entry> entries, List<String> unread) {

    public SweepReport {
        entries = List.copyOf(entries);
        unread = List.copyOf(unread);
    }

    /** What became of one thing. */
    public enum Result {
        DONE,
        /** A dry run would have done it. */
        PLANNED,
        /** It is told of, and nothing is to be done now. */
        SEEN,
        /** It is not to be done any more, or by us. */
        NOT_NEEDED,
        /** No time was left, or the time was not enough: the next sweep goes on. */
        LEFT,
        FAILED;

        /** A stable word for it, for logs and answers. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One thing.
     *
     * @param detail why, or how it ended; may be empty
     */
    public record Entry(SweepStep step, Result result, String detail) {}

    /** How many waiting hooks were brought to their end, or would be. */
    public long hooksResumed() {
        return count(entry -> entry.step() instanceof SweepStep.OfHook && isDone(entry));
    }

    /** How many were tried in vain, once more than may happen in hard times. */
    public long hooksStuck() {
        return count(
                entry ->
                        entry.step() instanceof SweepStep.OfHook hook
                                && hook.overdue()
                                && isInVain(entry));
    }

    /** How many interfaces nothing will ever use again, deleted or not. */
    public long orphansSeen() {
        return count(
                entry ->
                        entry.step() instanceof SweepStep.OfInterface
                                && !(entry.step() instanceof SweepStep.UnmarkOrphan));
    }

    /** How many of them were deleted, or would be. */
    public long orphansDeleted() {
        return count(entry -> entry.step() instanceof SweepStep.DeleteOrphan && isDone(entry));
    }

    /** How many nodes in service lacked something. */
    public long drifted() {
        return count(entry -> entry.step() instanceof SweepStep.Repair);
    }

    /** How many of them were repaired, or would be. */
    public long repaired() {
        return count(entry -> entry.step() instanceof SweepStep.Repair && isDone(entry));
    }

    /** How much was left to the next sweep. */
    public long left() {
        return count(entry -> entry.result() == Result.LEFT);
    }

    /** How much could not be read or done. */
    public long failures() {
        return unread.size() + count(entry -> entry.result() == Result.FAILED);
    }

    private static boolean isDone(Entry entry) {
        return entry.result() == Result.DONE || entry.result() == Result.PLANNED;
    }

    private static boolean isInVain(Entry entry) {
        return entry.result() == Result.FAILED || entry.result() == Result.LEFT;
    }

    private long count(Predicate<Entry> condition) {
        return entries.stream().filter(condition).count();
    }
}

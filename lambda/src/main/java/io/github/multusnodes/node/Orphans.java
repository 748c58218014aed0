package io.github.multusnodes.node;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which interfaces nothing will ever use again. One is deleted only if it carries our owner tag,
 * names an instance that is gone, is available, was seen so by an earlier sweep, and that was long
 * enough ago. Where something could not be read, nothing is an orphan.
 */
final class Orphans {

    private static final Pattern INSTANCE_ID = Pattern.compile("i-[0-9a-f]{8,17}");

    private Orphans() {}

    static Stream<SweepStep> steps(
            SweepSight sight, String nodeGroup, Duration grace, Instant now) {
        if (!sight.isComplete()) {
            return Stream.empty();
        }
        List<Eni> interfaces = sight.interfaces().orElseThrow();
        return interfaces.stream()
                .filter(eni -> nodeGroup.equals(eni.tags().get(Tags.NODE_GROUP)))
                .flatMap(eni -> step(eni, sight, grace, now).stream());
    }

    private static Optional<SweepStep> step(
            Eni eni, SweepSight sight, Duration grace, Instant now) {
        if (!isUnused(eni) || !isInstanceGone(eni, sight)) {
            return Optional.of(eni)
                    .filter(its -> its.tags().containsKey(Tags.ORPHAN_SINCE))
                    .map(SweepStep.UnmarkOrphan::new);
        }
        Optional<Instant> since = seenSince(eni).filter(seen -> !seen.isAfter(now));
        if (since.isEmpty()) {
            return Optional.of(new SweepStep.MarkOrphan(eni, now));
        }
        return Optional.of(
                since.get().plus(grace).isAfter(now)
                        ? new SweepStep.AwaitGrace(eni)
                        : new SweepStep.DeleteOrphan(eni));
    }

    private static boolean isUnused(Eni eni) {
        return eni.available() && eni.attachment().isEmpty();
    }

    private static boolean isInstanceGone(Eni eni, SweepSight sight) {
        return Optional.ofNullable(eni.tags().get(Tags.INSTANCE))
                .filter(id -> INSTANCE_ID.matcher(id).matches())
                .filter(id -> !sight.isMember(id))
                .filter(
                        id ->
                                sight.node(id)
                                        .map(node -> node.state() == Node.State.GOING)
                                        .orElse(true))
                .isPresent();
    }

    /** Empty as well where somebody wrote something else there. */
    private static Optional<Instant> seenSince(Eni eni) {
        try {
            return Optional.ofNullable(eni.tags().get(Tags.ORPHAN_SINCE)).map(Instant::parse);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}

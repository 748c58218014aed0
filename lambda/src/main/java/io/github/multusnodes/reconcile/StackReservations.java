package io.github.multusnodes.reconcile;

import io.github.multusnodes.node.Subnet;
import io.github.multusnodes.port.Reservations;
import io.github.multusnodes.port.Subnets;
import io.github.multusnodes.reconcile.ReservationCalls.OutdatedLook;
import io.github.multusnodes.reconcile.StackRefused.Reason;
import io.github.multusnodes.reservation.Change;
import io.github.multusnodes.reservation.Claim;
import io.github.multusnodes.reservation.Reservation;
import io.github.multusnodes.reservation.ReservationChecks;
import io.github.multusnodes.reservation.ReservationPlan;
import io.github.multusnodes.reservation.Wanted;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.OutOfTime;
import io.github.multusnodes.retry.Retry;
import io.github.multusnodes.retry.Time;
import io.github.multusnodes.telemetry.StepLog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Brings the CIDR reservations of subnets to what a stack's resource wants: makes what is missing,
 * deletes what it has made before and wants no longer, and touches nothing else. What fails half
 * way is undone. There is no state but reservations and their tags, so a request may be repeated,
 * come twice at once, or be cut off at any call.
 *
 * <p>A request that comes after a newer one is refused where it can be told: something is there
 * that it does not know. Nothing tells it where the newer request wanted no more than this one
 * knows, as when an update that only adds is followed late by the one before it. EC2 has no locks
 * either: of two stacks that share a range, one that deletes it within the second in which the
 * other claims it may win; the other looks again at its end, and only in that instant can both have
 * missed each other. Two that give up a shared range in the same instant may leave it behind
 * without a claim, which protects too much, and never too little.
 */
public final class StackReservations {

    /** Kept for undoing: so long, and for each change so much more as the rate limit takes. */
    private static final Duration LEAST_FOR_UNDO = Duration.ofSeconds(15);

    private static final Duration UNDO_OF_EACH = Duration.ofSeconds(2);

    /** How long EC2's readers usually lag behind at most ("Eventual consistency"). */
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(15);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    /** A request that comes later than this after it was made is not trusted any more. */
    private static final Duration LATEST = Duration.ofMinutes(15);

    /** Each look finds less to do, unless somebody else changes the same all the time. */
    private static final int MOST_LOOKS = 5;

    private final Reservations reservations;
    private final Subnets subnets;
    private final Time time;
    private final RandomGenerator chance;

    /**
     * What a resource asks for.
     *
     * @param claim whose it is
     * @param nodeGroup the owner in the tags of what is made
     * @param wanted all that shall be there, none overlapping another; empty to delete all
     * @param before what earlier requests may have made
     * @param asked when it was asked for, where that is known
     */
    public record Request(
            Claim claim,
            String nodeGroup,
            List<Wanted> wanted,
            List<Wanted> before,
            Optional<Instant> asked) {
        public Request {
            wanted = List.copyOf(wanted);
            before = List.copyOf(before);
        }

        private List<String> subnets() {
            return Stream.concat(wanted.stream(), before.stream())
                    .map(Wanted::subnetId)
                    .distinct()
                    .toList();
        }
    }

    /**
     * @param chance of back-off
     */
    public StackReservations(
            Reservations reservations, Subnets subnets, Time time, RandomGenerator chance) {
        this.reservations = reservations;
        this.subnets = subnets;
        this.time = time;
        this.chance = chance;
    }

    /**
     * Does what a resource asks for, or nothing.
     *
     * @param log with what is known of the request
     * @param end when all of it must have ended, undoing included
     * @return the reservations that meet the wishes, in their order
     * @throws StackRefused if it cannot be; the message says what could not be undone
     */
    public List<Reservation> apply(Request request, StepLog log, Instant end) {
        StackLog told = new StackLog(log);
        ReservationCalls calls = new ReservationCalls(reservations, time, request.claim(), told);
        ReservationWork work =
                new ReservationWork(calls, request.claim(), request.nodeGroup(), told);
        try {
            refuseIfLate(request);
            return settle(request, calls, work, told, end);
        } catch (RuntimeException failure) {
            told.failed(failure);
            int changes = work.size();
            List<String> left = work.undo(new Retry(time, chance, end, told::waiting));
            throw refused(failure, changes, left);
        }
    }

    /** CloudFormation may have gone on long ago. */
    private void refuseIfLate(Request request) {
        Instant earliest = time.now().minus(LATEST);
        request.asked()
                .filter(asked -> asked.isBefore(earliest))
                .ifPresent(
                        asked -> {
                            throw new StackRefused(
                                    Reason.STALE_REQUEST,
                                    "This request was made at %s and comes more than %d minutes later: a newer one may have passed it. Deploy again."
                                            .formatted(asked, LATEST.toMinutes()));
                        });
    }

    private List<Reservation> settle(
            Request request,
            ReservationCalls calls,
            ReservationWork work,
            StackLog told,
            Instant end) {
        awaitLaggards(request, calls, work, told, end);
        for (int look = 0; look < MOST_LOOKS; look++) {
            Retry retry = forward(work, told, end);
            List<Reservation> seen = work.corrected(seen(request, calls, retry));
            check(request, seen, retry);
            ReservationPlan plan = new ReservationPlan(request.claim(), request.wanted(), seen);
            List<Change> changes = plan.changes();
            if (changes.isEmpty()) {
                List<Reservation> met = plan.met();
                met.stream().filter(Reservation::isForeign).forEach(told::adopted);
                return met;
            }
            try {
                for (Change change : changes) {
                    work.make(change, forward(work, told, end));
                }
            } catch (OutdatedLook outdated) {
                told.waiting(outdated);
            }
        }
        throw new StackRefused(
                Reason.RESERVATION_CONFLICT,
                "The reservations were changed again and again by others meanwhile. Try again.");
    }

    /**
     * What an earlier request has made a moment ago may not be seen yet, and would be left behind
     * by a delete. Where it was never made, the wait is in vain.
     */
    private void awaitLaggards(
            Request request,
            ReservationCalls calls,
            ReservationWork work,
            StackLog told,
            Instant end) {
        Instant settled = time.now().plus(SEEN_WITHIN);
        while (!allOf(request.before(), seen(request, calls, forward(work, told, end)))
                && time.now().isBefore(settled)) {
            time.pause(BETWEEN_LOOKS);
        }
    }

    /** Tries for as long as enough time is left to undo what was done so far. */
    private Retry forward(ReservationWork work, StackLog told, Instant end) {
        Duration undo = LEAST_FOR_UNDO.plus(UNDO_OF_EACH.multipliedBy(work.size() + 1L));
        Instant deadline = end.minus(undo);
        if (time.now().isAfter(deadline)) {
            throw new OutOfTime(
                    "Out of time after " + work.size() + " changes, with the rest to be made");
        }
        return new Retry(time, chance, deadline, told::waiting);
    }

    private List<Reservation> seen(Request request, ReservationCalls calls, Retry retry) {
        List<Callable<List<Reservation>>> reads =
                request.subnets().stream()
                        .<Callable<List<Reservation>>>map(id -> () -> calls.in(id, retry))
                        .toList();
        return time.<List<Reservation>>together(reads).stream().flatMap(List::stream).toList();
    }

    private void check(Request request, List<Reservation> seen, Retry retry) {
        ReservationChecks checks = new ReservationChecks(request.claim(), request.wanted(), seen);
        List<Reservation> unaccounted = checks.unaccounted(request.before());
        if (!unaccounted.isEmpty()) {
            throw new StackRefused(
                    Reason.STALE_REQUEST,
                    "This resource has reservations that neither the old nor the new properties"
                            + " name: "
                            + unaccounted
                            + ". A newer request has passed this one, or could not undo them."
                            + " Delete them by hand if they are not needed, and try again.");
        }
        List<String> outside =
                request.wanted().isEmpty() ? List.of() : checks.outside(subnets(request, retry));
        refuseIfAny(Reason.INVALID_PROPERTIES, outside);
        refuseIfAny(Reason.RESERVATION_CONFLICT, checks.conflicts());
    }

    private static boolean allOf(List<Wanted> wishes, List<Reservation> seen) {
        return wishes.stream().allMatch(its -> seen.stream().anyMatch(its::isMetBy));
    }

    private List<Subnet> subnets(Request request, Retry retry) {
        List<String> ids = request.wanted().stream().map(Wanted::subnetId).distinct().toList();
        return retry.call(() -> subnets.find(ids));
    }

    private static void refuseIfAny(Reason reason, List<String> problems) {
        if (!problems.isEmpty()) {
            throw new StackRefused(
                    reason,
                    problems.size()
                            + " of the properties cannot be used:\n  - "
                            + String.join("\n  - ", problems));
        }
    }

    private static StackRefused refused(RuntimeException failure, int changes, List<String> left) {
        List<String> text = new ArrayList<>();
        text.add(String.valueOf(failure.getMessage()));
        if (failure instanceof OutOfTime) {
            text.add("Give the function up to 15 minutes, or change fewer reservations at once.");
        }
        if (changes == 0) {
            text.add("Nothing was changed.");
        } else if (left.isEmpty()) {
            text.add("What was changed is undone.");
        } else {
            text.add("Could not be undone, mend it by hand: " + String.join("; ", left));
        }
        return new StackRefused(reasonOf(failure), String.join("\n", text), failure);
    }

    private static Reason reasonOf(RuntimeException failure) {
        return switch (failure) {
            case StackRefused refused -> refused.reason();
            case CloudFailure _ -> Reason.CALL_REFUSED;
            case OutOfTime _ -> Reason.OUT_OF_TIME;
            default -> Reason.UNEXPECTED;
        };
    }
}

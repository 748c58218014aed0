package io.github.multusnodes.reconcile;

import io.github.multusnodes.reservation.Change;
import io.github.multusnodes.reservation.Claim;
import io.github.multusnodes.reservation.Reservation;
import io.github.multusnodes.reservation.Wanted;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.Retry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The changes of one run: it makes them, knows them before readers see them, takes them back. */
final class ReservationWork {

    private final ReservationCalls calls;
    private final Claim claim;
    private final String nodeGroup;
    private final StackLog log;
    private final List<Done> done = new ArrayList<>();

    /** Something this run has changed, or may have. */
    private sealed interface Done {
        record Created(Reservation its) implements Done {}

        record MaybeCreated(Wanted wanted) implements Done {}

        record Deleted(Reservation its) implements Done {}

        record Claimed(Reservation its) implements Done {}

        record Unclaimed(Reservation its) implements Done {}
    }

    /**
     * @param nodeGroup the owner in the tags of what is made
     */
    ReservationWork(ReservationCalls calls, Claim claim, String nodeGroup, StackLog log) {
        this.calls = calls;
        this.claim = claim;
        this.nodeGroup = nodeGroup;
        this.log = log;
    }

    /** How much there is to take back. */
    int size() {
        return done.size();
    }

    /** Makes one change. Whether it failed or not, {@link #undo} knows what to take back. */
    void make(Change change, Retry retry) {
        Done attempt =
                switch (change) {
                    case Change.Create(Wanted wanted) -> new Done.MaybeCreated(wanted);
                    case Change.Delete(Reservation its) -> new Done.Deleted(its);
                    case Change.TakeClaim(Reservation its) -> new Done.Claimed(its);
                    case Change.DropClaim(Reservation its) -> new Done.Unclaimed(its);
                };
        done.addLast(attempt);
        try {
            Optional<Done> became = perform(change, retry);
            done.removeLast();
            became.ifPresent(done::addLast);
        } catch (CloudFailure refused) {
            if (!(attempt instanceof Done.MaybeCreated)) {
                done.removeLast();
            }
            throw refused;
        }
    }

    /** What readers see, with what this run knows better. */
    List<Reservation> corrected(List<Reservation> seen) {
        Map<String, Reservation> byId = new LinkedHashMap<>();
        seen.forEach(its -> byId.put(its.id(), its));
        for (Done each : done) {
            switch (each) {
                case Done.Created(Reservation its) -> byId.putIfAbsent(its.id(), its);
                case Done.Deleted(Reservation its) -> byId.remove(its.id());
                case Done.Claimed(Reservation its) ->
                        byId.computeIfPresent(its.id(), (_, now) -> claimed(now, true));
                case Done.Unclaimed(Reservation its) ->
                        byId.computeIfPresent(its.id(), (_, now) -> claimed(now, false));
                case Done.MaybeCreated _ -> {}
            }
        }
        return List.copyOf(byId.values());
    }

    /**
     * Takes everything back, the last first. What fails does not stop the rest.
     *
     * @return what could not be taken back, for people
     */
    List<String> undo(Retry retry) {
        List<String> left = new ArrayList<>();
        for (Done each : done.reversed()) {
            try {
                takeBack(each, retry);
            } catch (RuntimeException failure) {
                String what = what(each) + ": " + failure.getMessage();
                log.notUndone(what, failure);
                left.add(what);
            }
        }
        return left;
    }

    private Optional<Done> perform(Change change, Retry retry) {
        return switch (change) {
            case Change.Create(Wanted wanted) ->
                    calls.create(wanted, claim.tagsOf(nodeGroup, wanted), retry)
                            .map(Done.Created::new);
            case Change.Delete(Reservation its) ->
                    switch (calls.giveUp(its, false, retry)) {
                        case DELETED -> Optional.of(new Done.Deleted(its));
                        case CLAIM_DROPPED -> Optional.of(new Done.Unclaimed(its));
                        case NOTHING -> Optional.empty();
                    };
            case Change.TakeClaim(Reservation its) ->
                    calls.takeClaim(its, retry)
                            ? Optional.of(new Done.Claimed(its))
                            : Optional.empty();
            case Change.DropClaim(Reservation its) ->
                    calls.dropClaim(its, retry)
                            ? Optional.of(new Done.Unclaimed(its))
                            : Optional.empty();
        };
    }

    private void takeBack(Done each, Retry retry) {
        switch (each) {
            case Done.Created(Reservation its) -> calls.giveUp(its, true, retry);
            case Done.MaybeCreated(Wanted wanted) ->
                    calls.in(wanted.subnetId(), retry).stream()
                            .filter(wanted::isMetBy)
                            .forEach(its -> calls.giveUp(its, false, retry));
            case Done.Deleted(Reservation its) -> calls.create(same(its), born(its), retry);
            case Done.Claimed(Reservation its) -> calls.dropClaim(its, retry);
            case Done.Unclaimed(Reservation its) -> calls.takeClaim(its, retry);
        }
    }

    private static String what(Done each) {
        return switch (each) {
            case Done.Created(Reservation its) -> "created " + its;
            case Done.MaybeCreated(Wanted wanted) -> "perhaps created " + wanted;
            case Done.Deleted(Reservation its) -> "deleted " + its;
            case Done.Claimed(Reservation its) -> "claimed " + its;
            case Done.Unclaimed(Reservation its) -> "gave up its claim on " + its;
        };
    }

    private Reservation claimed(Reservation its, boolean claimed) {
        Map<String, String> tags = new HashMap<>(its.tags());
        if (claimed) {
            tags.putAll(claim.tag());
        } else {
            tags.remove(claim.key());
        }
        return new Reservation(
                its.id(), its.subnetId(), its.cidr(), its.type(), its.description(), tags);
    }

    private static Wanted same(Reservation its) {
        return new Wanted(its.subnetId(), its.cidr(), its.type(), its.description());
    }

    /** Tags of AWS's own cannot be given. */
    private static Map<String, String> born(Reservation its) {
        Map<String, String> tags = new HashMap<>(its.tags());
        tags.keySet().removeIf(key -> key.startsWith("aws:"));
        return tags;
    }
}

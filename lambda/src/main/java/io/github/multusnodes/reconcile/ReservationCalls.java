package io.github.multusnodes.reconcile;

import io.github.multusnodes.port.Reservations;
import io.github.multusnodes.reconcile.StackRefused.Reason;
import io.github.multusnodes.reservation.Claim;
import io.github.multusnodes.reservation.Reservation;
import io.github.multusnodes.reservation.Wanted;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.FailureKind;
import io.github.multusnodes.retry.Retry;
import io.github.multusnodes.retry.Time;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Calls on reservations that end right although EC2 knows no token for them, and although its
 * readers lag behind: what is refused is looked at again.
 */
final class ReservationCalls {

    /** What is still refused after so long is refused for good. */
    private static final Duration SETTLED_AFTER = Duration.ofMinutes(1);

    private final Reservations reservations;
    private final Time time;
    private final Claim claim;
    private final StackLog log;
    private final Pace creating;
    private final Pace deleting;
    private final Set<String> gone = new HashSet<>();

    /** What became of a reservation that was given up. */
    enum GivenUp {
        DELETED,
        CLAIM_DROPPED,
        /** It was gone already, or is not ours any more. */
        NOTHING
    }

    /** The plan was made for a look that did not show all. */
    static final class OutdatedLook extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutdatedLook(String message, Throwable cause) {
            super(message, cause);
        }
    }

    ReservationCalls(Reservations reservations, Time time, Claim claim, StackLog log) {
        this.reservations = reservations;
        this.time = time;
        this.claim = claim;
        this.log = log;
        this.creating = new Pace(time);
        this.deleting = new Pace(time);
    }

    /** Those of a subnet, as far as this run does not know them to be gone; none if it is gone. */
    List<Reservation> in(String subnetId, Retry retry) {
        try {
            return retry.call(() -> reservations.in(subnetId)).stream()
                    .filter(its -> !gone.contains(its.id()))
                    .toList();
        } catch (CloudFailure failure) {
            if (failure.kind() == FailureKind.NOT_FOUND) {
                return List.of();
            }
            throw failure;
        }
    }

    /**
     * Makes a reservation, or finds that an earlier call has made it.
     *
     * @return nothing if somebody else has made it meanwhile, who is none of ours
     * @throws StackRefused if something else has come to stand in the way
     * @throws OutdatedLook if something of ours does, which the last look has not shown
     */
    Optional<Reservation> create(Wanted wanted, Map<String, String> tags, Retry retry) {
        Instant settled = time.now().plus(SETTLED_AFTER);
        for (int attempt = 0; ; attempt++) {
            try {
                Reservation made =
                        retry.call(
                                () -> {
                                    creating.await();
                                    return reservations.create(wanted, tags);
                                });
                log.created(made);
                return Optional.of(made);
            } catch (CloudFailure refused) {
                if (refused.kind() != FailureKind.REJECTED) {
                    throw refused;
                }
                Optional<Reservation> inTheWay = inTheWay(wanted, retry);
                if (inTheWay.isPresent()) {
                    return instead(wanted, inTheWay.get(), refused, retry);
                }
                if (time.now().isAfter(settled)) {
                    throw refused;
                }
                log.notYet(wanted, refused);
                retry.pause(attempt, refused);
            }
        }
    }

    /**
     * Deletes a reservation, unless a fresh look shows that other stacks rely on it too: then only
     * our claim goes.
     *
     * @param fresh whether this run has made it, so that EC2 may not show it yet
     */
    GivenUp giveUp(Reservation its, boolean fresh, Retry retry) {
        Optional<Reservation> now =
                in(its.subnetId(), retry).stream()
                        .filter(each -> each.id().equals(its.id()))
                        .findFirst();
        if (now.isPresent() && now.get().isClaimedByOthersThan(claim)) {
            dropClaim(its, retry);
            return GivenUp.CLAIM_DROPPED;
        }
        if (now.map(each -> !each.isClaimedBy(claim)).orElse(!fresh)) {
            return GivenUp.NOTHING;
        }
        delete(its, fresh, retry);
        return GivenUp.DELETED;
    }

    /** Says that we rely on it too; false if it is gone. */
    boolean takeClaim(Reservation its, Retry retry) {
        try {
            retry.run(() -> reservations.tag(its.id(), claim.tag()));
            log.claimed(its);
            return true;
        } catch (CloudFailure failure) {
            return isThereStill(its, failure);
        }
    }

    /** Takes our claim back; false if the reservation is gone. */
    boolean dropClaim(Reservation its, Retry retry) {
        try {
            retry.run(() -> reservations.untag(its.id(), claim.key()));
            log.unclaimed(its);
            return true;
        } catch (CloudFailure failure) {
            return isThereStill(its, failure);
        }
    }

    private Optional<Reservation> inTheWay(Wanted wanted, Retry retry) {
        return in(wanted.subnetId(), retry).stream().filter(wanted::overlaps).findFirst();
    }

    private Optional<Reservation> instead(
            Wanted wanted, Reservation there, CloudFailure refused, Retry retry) {
        if (!wanted.isMetBy(there)) {
            throw inTheWay(wanted, there, refused);
        }
        if (there.isClaimedBy(claim)) {
            log.found(there);
            return Optional.of(there);
        }
        if (there.isForeign() || !takeClaim(there, retry)) {
            log.adopted(there);
            return Optional.empty();
        }
        return Optional.of(there);
    }

    private RuntimeException inTheWay(Wanted wanted, Reservation there, CloudFailure refused) {
        String collision = "Reservation " + wanted + " collides with " + there;
        return there.isClaimedBy(claim) && !there.isClaimedByOthersThan(claim)
                ? new OutdatedLook(collision, refused)
                : new StackRefused(
                        Reason.RESERVATION_CONFLICT,
                        "%s, which has come meanwhile (%s). Try again once nothing else changes the reservations of the subnet."
                                .formatted(collision, refused.text()),
                        refused);
    }

    private void delete(Reservation its, boolean fresh, Retry retry) {
        Instant settled = time.now().plus(SETTLED_AFTER);
        for (int attempt = 0; ; attempt++) {
            try {
                retry.run(
                        () -> {
                            deleting.await();
                            reservations.delete(its.id());
                        });
                break;
            } catch (CloudFailure failure) {
                boolean unseen = fresh && time.now().isBefore(settled);
                if (failure.kind() != FailureKind.NOT_FOUND) {
                    throw failure;
                }
                if (!unseen) {
                    break;
                }
                retry.pause(attempt, failure);
            }
        }
        gone.add(its.id());
        log.deleted(its);
    }

    private boolean isThereStill(Reservation its, CloudFailure failure) {
        if (failure.kind() != FailureKind.NOT_FOUND) {
            throw failure;
        }
        gone.add(its.id());
        return false;
    }
}

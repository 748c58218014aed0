package io.github.multusnodes.reservation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The changes from the reservations that are there to those that a stack wants. Pure: the same
 * sight gives the same changes, and where all is as wanted, none.
 *
 * <p>Their order leaves addresses unprotected for as short as can be: first whatever collides with
 * nothing, then range by range what must go and at once what takes its place, last what goes for
 * good. EC2 cannot change a reservation, and refuses two that overlap.
 */
public final class ReservationPlan {

    private final Claim claim;
    private final List<Wanted> wanted;
    private final List<Reservation> seen;

    /**
     * For wishes that {@link ReservationChecks} has found no fault with.
     *
     * @param claim whose wishes they are
     * @param wanted all that shall be there, none overlapping another
     * @param seen all reservations in the subnets of these and former wishes, whoever made them
     */
    public ReservationPlan(Claim claim, List<Wanted> wanted, List<Reservation> seen) {
        this.claim = claim;
        this.wanted = List.copyOf(wanted);
        this.seen = List.copyOf(seen);
    }

    /** What to do, to be done in this order. */
    public List<Change> changes() {
        List<Wanted> missing = missing();
        List<Reservation> leaving = leaving();
        List<Change> changes = new ArrayList<>();
        shared().forEach(its -> changes.add(new Change.TakeClaim(its)));
        missing.stream()
                .filter(its -> leaving.stream().noneMatch(its::overlaps))
                .forEach(its -> changes.add(new Change.Create(its)));
        changes.addAll(inPlace(missing, leaving));
        leaving.stream()
                .filter(its -> missing.stream().noneMatch(other -> other.overlaps(its)))
                .forEach(its -> changes.add(leave(its)));
        return changes;
    }

    /** The reservations that meet the wishes, in their order; only those that are there. */
    public List<Reservation> met() {
        return wanted.stream().flatMap(its -> seen.stream().filter(its::isMetBy).limit(1)).toList();
    }

    /**
     * Blocks are disjoint or one contains the other, so that each collision has one large block on
     * one side and smaller ones on the other.
     */
    private static List<Change> inPlace(List<Wanted> missing, List<Reservation> leaving) {
        List<Change> changes = new ArrayList<>();
        List<Reservation> left = new ArrayList<>(leaving);
        List<Wanted> open = new ArrayList<>(missing);
        for (Wanted its : missing) {
            List<Reservation> inTheWay = left.stream().filter(its::overlaps).toList();
            if (inTheWay.isEmpty()) {
                continue;
            }
            left.removeAll(inTheWay);
            inTheWay.forEach(each -> changes.add(new Change.Delete(each)));
            List<Wanted> instead =
                    open.stream()
                            .filter(other -> inTheWay.stream().anyMatch(other::overlaps))
                            .toList();
            open.removeAll(instead);
            instead.forEach(each -> changes.add(new Change.Create(each)));
        }
        return changes;
    }

    private Stream<Reservation> shared() {
        return seen.stream()
                .filter(its -> !its.isForeign() && !its.isClaimedBy(claim))
                .filter(its -> wanted.stream().anyMatch(wish -> wish.isMetBy(its)));
    }

    private List<Wanted> missing() {
        return wanted.stream().filter(its -> seen.stream().noneMatch(its::isMetBy)).toList();
    }

    private List<Reservation> leaving() {
        return seen.stream()
                .filter(its -> its.isClaimedBy(claim))
                .filter(its -> wanted.stream().noneMatch(wish -> wish.isMetBy(its)))
                .toList();
    }

    private Change leave(Reservation reservation) {
        return reservation.isClaimedByOthersThan(claim)
                ? new Change.DropClaim(reservation)
                : new Change.Delete(reservation);
    }
}

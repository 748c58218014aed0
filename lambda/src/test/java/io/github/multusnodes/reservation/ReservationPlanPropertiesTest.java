package io.github.multusnodes.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.node.CidrReservation;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The plan of changes, for whatever is there and whatever is wanted. */
class ReservationPlanPropertiesTest {

    private static final Claim OURS = new Claim("ours", "upf/Reservations");
    private static final Claim THEIRS = new Claim("theirs", "smf/Reservations");

    /** What is there, and what is wanted instead. */
    record Situation(List<Reservation> seen, List<Wanted> wanted) {}

    @Property
    void after_the_plan_all_is_as_wanted_and_nothing_else_was_touched(
            @ForAll("situations") Situation its) {
        List<Reservation> there = new ArrayList<>(its.seen());
        for (Change change : plan(its.wanted(), there).changes()) {
            make(change, there);
            assertThat(overlapping(there)).as("after " + change).isEmpty();
        }

        assertThat(its.wanted())
                .allSatisfy(wish -> assertThat(there).anyMatch(each -> wish.isMetBy(each)));
        assertThat(there)
                .filteredOn(each -> each.isClaimedBy(OURS))
                .allSatisfy(each -> assertThat(its.wanted()).anyMatch(wish -> wish.isMetBy(each)));
        assertThat(foreign(there)).isEqualTo(foreign(its.seen()));
        assertThat(claimedByOthers(there)).isEqualTo(claimedByOthers(its.seen()));
        assertThat(plan(its.wanted(), there).changes()).isEmpty();
        assertThat(plan(its.wanted(), there).met()).hasSameSizeAs(its.wanted());
    }

    @Property
    void what_collides_with_nothing_is_made_before_anything_is_deleted(
            @ForAll("situations") Situation its) {
        List<Change> changes = plan(its.wanted(), its.seen()).changes();
        int firstDelete = changes.size();
        for (int i = changes.size() - 1; i >= 0; i--) {
            firstDelete = changes.get(i) instanceof Change.Delete ? i : firstDelete;
        }

        assertThat(changes.subList(firstDelete, changes.size()))
                .filteredOn(Change.Create.class::isInstance)
                .allSatisfy(
                        create ->
                                assertThat(its.seen())
                                        .anyMatch(((Change.Create) create).wanted()::overlaps));
    }

    @Property
    void what_takes_a_place_comes_right_after_what_held_it(@ForAll("situations") Situation its) {
        List<Change> changes = plan(its.wanted(), its.seen()).changes();

        for (int i = 1; i < changes.size(); i++) {
            if (changes.get(i) instanceof Change.Create(Wanted wanted)
                    && changes.get(i - 1) instanceof Change.Delete(Reservation before)) {
                assertThat(wanted.overlaps(before)).as(changes.toString()).isTrue();
            }
        }
    }

    @Property
    void the_checks_find_exactly_what_the_plan_could_not_move(@ForAll("anything") Situation its) {
        boolean blocked =
                its.wanted().stream()
                        .anyMatch(
                                wish ->
                                        its.seen().stream()
                                                .anyMatch(
                                                        each ->
                                                                wish.overlaps(each)
                                                                        && !wish.isMetBy(each)
                                                                        && !isOursAlone(each)));

        assertThat(new ReservationChecks(OURS, its.wanted(), its.seen()).conflicts().isEmpty())
                .isEqualTo(!blocked);
    }

    /** Situations that the checks let pass. */
    @Provide
    Arbitrary<Situation> situations() {
        return anything()
                .map(
                        its ->
                                new Situation(
                                        its.seen(),
                                        its.wanted().stream()
                                                .filter(
                                                        wish ->
                                                                new ReservationChecks(
                                                                                OURS,
                                                                                List.of(wish),
                                                                                its.seen())
                                                                        .conflicts()
                                                                        .isEmpty())
                                                .toList()));
    }

    @Provide
    Arbitrary<Situation> anything() {
        return Combinators.combine(
                        wanted().list().ofMaxSize(12),
                        Arbitraries.of(0, 1, 2, 3).list().ofSize(12),
                        wanted().list().ofMaxSize(8))
                .as(
                        (there, owners, wishes) ->
                                new Situation(reservations(there, owners), disjoint(wishes)));
    }

    /** Few places, so that they meet; more of the smaller blocks. */
    private static Arbitrary<Wanted> wanted() {
        return Combinators.combine(
                        Arbitraries.of("subnet-a", "subnet-b"),
                        Arbitraries.of(26, 27, 28, 28),
                        Arbitraries.integers().between(0, 7),
                        Arbitraries.of(CidrReservation.Type.class))
                .as(
                        (subnet, length, place, type) ->
                                new Wanted(subnet, block(length, place), type, ""));
    }

    private static Cidr block(int length, int place) {
        int size = 1 << (32 - length);
        return Cidr.parse("10.0.0." + place * 16 / size * size + "/" + length);
    }

    private static List<Wanted> disjoint(List<Wanted> wishes) {
        List<Wanted> kept = new ArrayList<>();
        for (Wanted wish : wishes) {
            if (kept.stream()
                    .noneMatch(
                            other ->
                                    other.subnetId().equals(wish.subnetId())
                                            && other.cidr().overlaps(wish.cidr()))) {
                kept.add(wish);
            }
        }
        return kept;
    }

    /** Whose each is: 0 nobody of ours, 1 ours, 2 another stack's, 3 shared. */
    private static List<Reservation> reservations(List<Wanted> there, List<Integer> owners) {
        List<Reservation> reservations = new ArrayList<>();
        List<Wanted> kept = disjoint(there);
        for (int i = 0; i < kept.size(); i++) {
            Map<String, String> tags = new HashMap<>();
            if ((owners.get(i) & 1) != 0) {
                tags.putAll(OURS.tag());
            }
            if ((owners.get(i) & 2) != 0) {
                tags.putAll(THEIRS.tag());
            }
            reservations.add(reservation("scr-" + i, kept.get(i), tags));
        }
        return reservations;
    }

    private static void make(Change change, List<Reservation> there) {
        switch (change) {
            case Change.Create(Wanted wanted) ->
                    there.add(reservation("scr-new " + wanted, wanted, OURS.tag()));
            case Change.Delete(Reservation its) -> {
                assertThat(isOursAlone(its)).as("deleted " + its).isTrue();
                assertThat(there.remove(its)).isTrue();
            }
            case Change.TakeClaim(Reservation its) -> retag(there, its, true);
            case Change.DropClaim(Reservation its) -> retag(there, its, false);
        }
    }

    private static void retag(List<Reservation> there, Reservation its, boolean claimed) {
        assertThat(its.isForeign()).isFalse();
        Map<String, String> tags = new HashMap<>(its.tags());
        tags.remove(OURS.key());
        if (claimed) {
            tags.putAll(OURS.tag());
        }
        there.set(there.indexOf(its), reservation(its.id(), wish(its), tags));
    }

    private static Reservation reservation(String id, Wanted its, Map<String, String> tags) {
        return new Reservation(id, its.subnetId(), its.cidr(), its.type(), "", tags);
    }

    private static Wanted wish(Reservation its) {
        return new Wanted(its.subnetId(), its.cidr(), its.type(), "");
    }

    private static boolean isOursAlone(Reservation its) {
        return its.isClaimedBy(OURS) && !its.isClaimedByOthersThan(OURS);
    }

    private static List<Reservation> foreign(List<Reservation> all) {
        return all.stream().filter(Reservation::isForeign).toList();
    }

    private static List<String> claimedByOthers(List<Reservation> all) {
        return all.stream()
                .filter(its -> its.isClaimedByOthersThan(OURS))
                .map(Reservation::id)
                .toList();
    }

    private static List<String> overlapping(List<Reservation> there) {
        List<String> pairs = new ArrayList<>();
        for (Reservation one : there) {
            there.stream()
                    .filter(other -> !other.id().equals(one.id()) && wish(one).overlaps(other))
                    .forEach(other -> pairs.add(one + " and " + other));
        }
        return pairs;
    }

    private static ReservationPlan plan(List<Wanted> wanted, List<Reservation> seen) {
        return new ReservationPlan(OURS, wanted, seen);
    }
}

package io.github.multusnodes.node;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

@Label("for all territories, whatever is free in their windows")
class FrontierPropertiesTest {

    /** The windows of a /16. */
    private static final int LARGEST = 328;

    private static final int FULL = 0;
    private static final int EMPTY = 200;

    @Property
    @Label("where all is taken lowest first, every rank gets what a list of everything gives it")
    void dense(
            @ForAll @IntRange(min = 1, max = LARGEST) int windows,
            @ForAll @IntRange(max = LARGEST * EMPTY - 1) int used,
            @ForAll @IntRange(max = LARGEST) int hint,
            @ForAll @IntRange(max = 1000) int rank) {
        IntToLongFunction free = number -> Math.clamp((number + 1L) * EMPTY - used, FULL, EMPTY);
        Search search = Search.of(windows, hint, free, rank);
        List<String> all = places(IntStream.range(0, windows).boxed().toList(), free);

        assertThat(search.places())
                .isEqualTo(all.subList(0, Math.min(all.size(), search.places().size())));
        assertThat(search.found()).isEqualTo(rank < all.size());
    }

    @Property
    @Label("what is found is free, comes in order, and no window is asked for twice")
    void sound(@ForAll("worlds") World world, @ForAll @IntRange(max = 600) int rank) {
        Search search = world.search(rank);

        assertThat(search.asked()).doesNotHaveDuplicates();
        assertThat(search.asked()).allMatch(number -> 0 <= number && number < world.windows());
        assertThat(search.frontier().choice()).isSorted().isSubsetOf(search.asked());
        assertThat(places(world.all(), world::free)).containsAll(search.places());
    }

    @Property
    @Label("nothing is found only if the last window has been seen, so that a list must decide")
    void exhaustion(@ForAll("worlds") World world, @ForAll @IntRange(max = 600) int rank) {
        Search search = world.search(rank);

        if (!search.found()) {
            assertThat(search.asked()).contains(world.windows() - 1);
        }
    }

    @Property(tries = 200)
    @Label("nodes that see the same choose differently, whatever their ranks")
    void ranks(@ForAll("worlds") World world, @ForAll @IntRange(min = 1, max = 60) int nodes) {
        Set<String> taken = new HashSet<>();
        int found = 0;
        for (int rank = 0; rank < nodes; rank++) {
            Search search = world.search(rank);
            if (search.found()) {
                taken.add(search.places().get(rank));
                found++;
            }
        }
        assertThat(taken).hasSize(found);
    }

    @Property
    @Label("a search asks for few windows, and the more of them the higher the rank is")
    void bounded(@ForAll("worlds") World world, @ForAll @IntRange(max = 100) int rank) {
        assertThat(world.search(rank).asked().size()).isLessThanOrEqualTo(20 + rank);
    }

    @Property
    @Label("holes in the first window are used before anything above")
    void holes(@ForAll("worlds") World world, @ForAll @IntRange(max = 100) int rank) {
        if (rank < world.free(0)) {
            assertThat(world.search(rank).asked()).containsExactly(0);
        }
    }

    @Property
    @Label("what is watched finds the same again in one round, if nothing has changed")
    void watched(@ForAll("worlds") World world, @ForAll @IntRange(max = 100) int rank) {
        Search search = world.search(rank);
        if (search.found()) {
            NavigableMap<Integer, Long> known = new TreeMap<>();
            search.frontier().watched().forEach(number -> known.put(number, world.free(number)));
            Frontier again = new Frontier(world.windows(), 0, known);

            assertThat(again.choice()).isEqualTo(search.frontier().choice());
            assertThat(again.next(rank)).isEmpty();
        }
    }

    @Test
    void no_boundary_in_a_16_costs_more_than_16_windows_or_9_rounds_and_3_with_a_good_hint() {
        for (int boundary = 1; boundary < LARGEST; boundary++) {
            int from = boundary;
            IntToLongFunction free = number -> number < from ? FULL : EMPTY;

            Search blind = Search.of(LARGEST, 0, free, 0);
            assertThat(blind.found()).isTrue();
            assertThat(blind.asked()).as("boundary %d", from).hasSizeLessThanOrEqualTo(16);
            assertThat(blind.rounds()).as("boundary %d", from).isLessThanOrEqualTo(9);
            for (int hint : List.of(from - 1, from)) {
                if (hint > 1) {
                    Search hinted = Search.of(LARGEST, hint, free, 0);
                    assertThat(hinted.asked()).as("hint %d", hint).hasSizeLessThanOrEqualTo(4);
                    assertThat(hinted.rounds()).isEqualTo(2);
                }
            }
        }
    }

    @Test
    void a_boundary_in_a_subnet_without_end_is_found_as_well() {
        for (int boundary : new int[] {1, 300, 1_000_000, Integer.MAX_VALUE - 1}) {
            Search search =
                    Search.of(Integer.MAX_VALUE, 0, number -> number < boundary ? FULL : EMPTY, 0);

            assertThat(search.frontier().choice()).startsWith(0, boundary);
            assertThat(search.asked()).hasSizeLessThanOrEqualTo(60);
        }
    }

    @Test
    void nothing_is_asked_about_a_territory_without_addresses() {
        assertThat(Search.of(0, 0, _ -> FULL, 0).asked()).isEmpty();
    }

    private static List<String> places(List<Integer> windows, IntToLongFunction free) {
        return windows.stream()
                .flatMap(
                        number ->
                                IntStream.range(0, Math.toIntExact(free.applyAsLong(number)))
                                        .mapToObj(place -> number + ":" + place))
                .toList();
    }

    /** A territory, as what is free in each of its windows. */
    record World(List<Integer> content, int hint) {

        int windows() {
            return content.size();
        }

        long free(int number) {
            return content.get(number);
        }

        List<Integer> all() {
            return IntStream.range(0, windows()).boxed().toList();
        }

        Search search(int rank) {
            return Search.of(windows(), hint, this::free, rank);
        }
    }

    /** A search that asks until nothing is left to ask. */
    record Search(
            Frontier frontier, List<Integer> asked, int rounds, int rank, List<String> places) {

        static Search of(int windows, int hint, IntToLongFunction free, int rank) {
            NavigableMap<Integer, Long> known = new TreeMap<>();
            List<Integer> asked = List.of();
            for (int rounds = 0; ; rounds++) {
                Frontier frontier = new Frontier(windows, hint, known);
                List<Integer> next = frontier.next(rank);
                if (next.isEmpty()) {
                    List<String> places = FrontierPropertiesTest.places(frontier.choice(), free);
                    return new Search(frontier, asked, rounds, rank, places);
                }
                next.forEach(number -> known.put(number, free.applyAsLong(number)));
                asked = Stream.of(asked, next).flatMap(List::stream).toList();
            }
        }

        boolean found() {
            return frontier.has(rank);
        }
    }

    @Provide
    Arbitrary<World> worlds() {
        Arbitrary<Integer> contents =
                Arbitraries.frequencyOf(
                        Tuple.of(3, Arbitraries.just(FULL)),
                        Tuple.of(1, Arbitraries.integers().between(1, 12)),
                        Tuple.of(1, Arbitraries.just(EMPTY)));
        return Combinators.combine(
                        contents.list().ofMinSize(1).ofMaxSize(LARGEST),
                        Arbitraries.integers().between(0, LARGEST))
                .as(World::new);
    }
}

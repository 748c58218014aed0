package io.github.multusnodes.faultrun;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Finds out which troubles of a case it takes to fail: without any of those left, it does not. */
final class Shrinker {

    private Shrinker() {}

    /** The case with as few troubles as still fail. */
    static Case shrink(Case failing, Predicate<Case> fails) {
        Set<Integer> needed = new TreeSet<>();
        IntStream.range(0, failing.troubles().size()).forEach(needed::add);
        boolean shrunk = true;
        while (shrunk) {
            shrunk = false;
            for (int place : Set.copyOf(needed)) {
                Set<Integer> fewer = new HashSet<>(needed);
                fewer.remove(place);
                if (fails.test(failing.only(fewer))) {
                    needed.remove(place);
                    shrunk = true;
                }
            }
        }
        return failing.only(needed);
    }
}

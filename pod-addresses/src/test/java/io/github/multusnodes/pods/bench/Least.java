package io.github.multusnodes.pods.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The fewest changes with which one who knows the future could do the same work, looking at
 * nothing: one assignment for all addresses that have to come to an interface within a gathering
 * time, and one release for all whose grace time ends on an interface within another one. An
 * address that the same node needs again within the grace time has to come and go no more than one
 * that another node takes within it.
 */
record Least(int assignments, int releases) {

    static Least of(
            Collection<Life> lives, Instant from, Instant to, Duration gathering, Duration grace) {
        Map<String, List<Instant>> coming = new HashMap<>();
        Map<String, List<Instant>> going = new HashMap<>();
        Map<String, List<Life>> byAddress = new HashMap<>();
        lives.forEach(
                life ->
                        byAddress
                                .computeIfAbsent(life.address(), _ -> new ArrayList<>())
                                .add(life));
        for (List<Life> its : byAddress.values()) {
            its.sort(Comparator.comparing(Life::told));
            for (int i = 0; i < its.size(); i++) {
                Life life = its.get(i);
                if (i == 0 || !stays(its.get(i - 1), life, grace)) {
                    add(coming, life.eni(), life.told());
                }
                boolean needed = i + 1 < its.size() && isSoon(life, its.get(i + 1), grace);
                if (!needed) {
                    life.gone().ifPresent(gone -> add(going, life.eni(), gone.plus(grace)));
                }
            }
        }
        return new Least(calls(coming, from, to, gathering), calls(going, from, to, grace));
    }

    private static boolean stays(Life before, Life life, Duration grace) {
        return before.eni().equals(life.eni()) && isSoon(before, life, grace);
    }

    private static boolean isSoon(Life life, Life next, Duration grace) {
        return life.gone().filter(gone -> !next.told().isAfter(gone.plus(grace))).isPresent();
    }

    private static void add(Map<String, List<Instant>> all, String eni, Instant at) {
        all.computeIfAbsent(eni, _ -> new ArrayList<>()).add(at);
    }

    private static int calls(
            Map<String, List<Instant>> all, Instant from, Instant to, Duration window) {
        int[] calls = {0};
        BiConsumer<String, List<Instant>> count =
                (_, moments) -> {
                    Instant end = Instant.MIN;
                    for (Instant at : moments.stream().sorted().toList()) {
                        if (at.isAfter(end) && !at.isBefore(from) && at.isBefore(to)) {
                            calls[0]++;
                            end = at.plus(window);
                        }
                    }
                };
        all.forEach(count);
        return calls[0];
    }
}

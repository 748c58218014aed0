package io.github.multusnodes.node;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What is known of a territory too large to know all of it, and what to ask next. Where addresses
 * are always taken lowest first, the windows up to some boundary are full and those from there on
 * are not; the boundary is found by asking for few windows: those around the hint, then ever
 * further up, then between the last that is full and the first that is not. The first window, where
 * addresses come free as often as anywhere, is always known.
 *
 * <p>The windows asked for do not depend on who asks, only how long the asking goes on: so nodes
 * that see the same choose from the same list, each by its rank.
 *
 * <p>Where used addresses are scattered, some window that is full has others below it that are not:
 * what is free there is not seen. It is used once the boundary has come down to it, or when nothing
 * is left above and all interfaces are listed.
 *
 * @param windows into how many the territory is cut
 * @param hint the window that the boundary is likely near; 0 if none is
 * @param free how much is free in each window that was asked for, by its number
 */
public record Frontier(int windows, int hint, NavigableMap<Integer, Long> free) {

    /** How much wider each step upward is than what lies behind it. */
    private static final int STRIDE = 4;

    /** At most so many windows are asked for side by side once the boundary is known. */
    private static final int MOST_AT_ONCE = 4;

    public Frontier {
        free = Collections.unmodifiableNavigableMap(new TreeMap<>(free));
    }

    /** Whether every window is known. */
    public boolean isWhole() {
        return free.size() == windows;
    }

    /** Whether the windows to choose from have a place with that number, counted from 0. */
    public boolean has(long place) {
        return choice().stream().mapToLong(this::freeIn).sum() > place;
    }

    /** The windows to choose from: the first one, then all from the boundary on without a gap. */
    public List<Integer> choice() {
        IntStream first = free.containsKey(0) ? IntStream.of(0) : IntStream.empty();
        return IntStream.concat(first, fromBoundary()).boxed().toList();
    }

    /** The windows that show whether the choice is still right: those, and the one below. */
    public List<Integer> watched() {
        return IntStream.concat(
                        choice().stream().mapToInt(Integer::intValue),
                        isFound() && boundary() < windows
                                ? IntStream.of(boundary() - 1)
                                : IntStream.empty())
                .distinct()
                .boxed()
                .toList();
    }

    /**
     * The windows to ask for next, side by side, so that a place can be had.
     *
     * @param place counted from 0
     * @return none if it can be had already, or if only a list of all interfaces helps
     */
    public List<Integer> next(long place) {
        if (isWhole() || has(place)) {
            return List.of();
        }
        if (!free.containsKey(0)) {
            return List.of(0);
        }
        if (freeIn(0) > 0 && !free.containsKey(1)) {
            return List.of(1);
        }
        return isFound() ? further() : between(lastFull(), boundary());
    }

    private List<Integer> between(int low, int high) {
        if (low < hint && hint < high) {
            return IntStream.rangeClosed(hint - 1, hint + 1)
                    .filter(number -> low < number && number < high)
                    .boxed()
                    .toList();
        }
        long width = (long) high - low;
        boolean upward = high == windows;
        long step = upward ? Math.max(1, STRIDE * ((long) low - hint)) : width;
        return LongStream.of(Math.min(step, width / 3), Math.min(STRIDE * step, 2 * width / 3))
                .map(distance -> low + Math.max(1, distance))
                .distinct()
                .mapToInt(Math::toIntExact)
                .boxed()
                .toList();
    }

    private List<Integer> further() {
        int known = Math.toIntExact(fromBoundary().count());
        int from = boundary() + known;
        return IntStream.range(from, from + Math.min(known, MOST_AT_ONCE))
                .filter(number -> number < windows && !free.containsKey(number))
                .boxed()
                .toList();
    }

    private IntStream fromBoundary() {
        return isFound()
                ? IntStream.range(boundary(), windows).takeWhile(free::containsKey)
                : IntStream.empty();
    }

    /** Nothing unknown lies between. */
    private boolean isFound() {
        return boundary() - lastFull() == 1;
    }

    /** The lowest window, but the first, in which something is free. */
    private int boundary() {
        return free.tailMap(1).entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(windows);
    }

    /** The window below which everything is taken to be full, but in the first. */
    private int lastFull() {
        Integer below = free.lowerKey(boundary());
        return below == null ? 0 : below;
    }

    private long freeIn(int number) {
        return free.getOrDefault(number, 0L);
    }
}

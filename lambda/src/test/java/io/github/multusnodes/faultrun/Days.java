package io.github.multusnodes.faultrun;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.stream.LongStream;

/**
 * Many days, as many side by side as the machine has processors; each has a world of its own.
 *
 * @param count how many there were
 * @param calls how many calls were made in all of them
 * @param violations of those that went wrong, by their seeds
 */
record Days(int count, long calls, Map<Long, List<String>> violations) {

    Days {
        violations = new TreeMap<>(violations);
    }

    /**
     * Lives through days with consecutive seeds.
     *
     * @param progress told after each day how many are over
     */
    static Days of(long from, int count, IntConsumer progress) {
        Map<Long, List<String>> violations = new ConcurrentHashMap<>();
        AtomicInteger over = new AtomicInteger();
        AtomicLong calls = new AtomicLong();
        int threads = Runtime.getRuntime().availableProcessors();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            LongStream.range(from, from + count)
                    .forEach(
                            seed ->
                                    pool.execute(
                                            () -> {
                                                Ending ending = Trial.run(Case.of(seed));
                                                calls.addAndGet(ending.calls());
                                                if (!ending.isWell()) {
                                                    violations.put(seed, ending.violations());
                                                }
                                                progress.accept(over.incrementAndGet());
                                            }));
        }
        return new Days(count, calls.get(), violations);
    }
}

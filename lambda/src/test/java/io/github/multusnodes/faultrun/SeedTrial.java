package io.github.multusnodes.faultrun;

import java.util.List;
import java.util.function.LongFunction;

/** A day's violations by its seed, for those who load this class apart. */
public final class SeedTrial implements LongFunction<List<String>> {

    @Override
    public List<String> apply(long seed) {
        return Trial.run(Case.of(seed)).violations();
    }
}

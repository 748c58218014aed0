package io.github.multusnodes.faultrun;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What a seed gives, one draw after the other. */
final class Draw {

    private final Random random;

    Draw(long seed) {
        this.random = new Random(seed);
        // Neighbouring seeds give nearly the same first draw.
        random.nextLong();
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** A number from the least to the most, both of them included. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    Duration seconds(int least, int most) {
        return Duration.ofMillis(1000L * least + random.nextInt(1000 * (most - least) + 1));
    }

    @SafeVarargs
    final <T> T of(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    long seed() {
        return random.nextLong();
    }
}

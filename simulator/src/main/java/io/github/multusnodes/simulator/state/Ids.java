package io.github.multusnodes.simulator.state;

import java.util.Random;
import java.util.UUID;

/** New identifiers in AWS's forms, drawn from a seed. */
public final class Ids {

    private final Random random;

    public Ids(long seed) {
        this.random = new Random(seed);
    }

    /** A prefix and 17 hexadecimal digits, as {@code eni-0a1b2c3d4e5f60718}. */
    public String next(String prefix) {
        return String.format("%s-0%08x%08x", prefix, random.nextInt(), random.nextInt());
    }

    /** A UUID, as lifecycle action tokens and request ids are. */
    public String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** A locally administered MAC address. */
    public String mac() {
        int low = random.nextInt();
        int high = random.nextInt();
        return String.format(
                "02:%02x:%02x:%02x:%02x:%02x",
                high & 0xff, low & 0xff, (low >> 8) & 0xff, (low >> 16) & 0xff, (low >> 24) & 0xff);
    }
}

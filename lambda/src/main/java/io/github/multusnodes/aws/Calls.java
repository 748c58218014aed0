package io.github.multusnodes.aws;

import software.amazon.awssdk.core.exception.SdkException;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Makes calls, counts them, and puts failures into our words. Safe for use by several threads. */
public final class Calls {

    private final AtomicInteger made = new AtomicInteger();

    /** How many calls were made so far. */
    public int made() {
        return made.get();
    }

    <T> T make(String action, Supplier<T> call) {
        made.incrementAndGet();
        try {
            return call.get();
        } catch (SdkException thrown) {
            throw Failures.of(action, thrown);
        }
    }
}

package io.github.multusnodes.aws;

import io.github.multusnodes.port.CloudFailure;
import io.github.multusnodes.port.FailureKind;

import software.amazon.awssdk.core.exception.SdkException;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
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

    /** Makes a call and reads its answer. One that cannot be read tells no more than none. */
    <A, T> T make(String action, Supplier<A> call, Function<A, T> reader) {
        A answer = make(action, call);
        try {
            return reader.apply(answer);
        } catch (IllegalArgumentException unreadable) {
            throw unreadable(action, unreadable);
        }
    }

    private static CloudFailure unreadable(String action, IllegalArgumentException why) {
        return new CloudFailure(
                FailureKind.UNAVAILABLE,
                action,
                "",
                "The answer cannot be read: " + why.getMessage(),
                why);
    }
}

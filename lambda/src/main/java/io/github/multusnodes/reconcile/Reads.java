package io.github.multusnodes.reconcile;

import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.FailureKind;
import io.github.multusnodes.retry.Retry;
import io.github.multusnodes.retry.Time;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Reads of different kinds, made side by side. */
final class Reads {

    private final Time time;
    private final Retry retry;
    private final List<Callable<Boolean>> reads = new ArrayList<>();

    Reads(Time time, Retry retry) {
        this.time = time;
        this.retry = retry;
    }

    /** Adds a read; its answer is there once {@link #make} has returned. */
    <T> Answer<T> add(Supplier<T> read) {
        Answer<T> answer = new Answer<>();
        reads.add(
                () -> {
                    answer.value = retry.call(read);
                    return true;
                });
        return answer;
    }

    /** Adds a read that we can do without where it is not permitted. */
    <T> Answer<Optional<T>> addIfPermitted(Supplier<T> read) {
        return add(
                () -> {
                    try {
                        return Optional.of(read.get());
                    } catch (CloudFailure failure) {
                        if (failure.kind() == FailureKind.DENIED) {
                            return Optional.empty();
                        }
                        throw failure;
                    }
                });
    }

    /** Makes all of them and waits for the last. */
    void make() {
        time.together(reads);
    }

    /** What a read gave. */
    static final class Answer<T> {
        private @Nullable T value;

        T get() {
            T read = value;
            if (read == null) {
                throw new IllegalStateException("The reads have not been made");
            }
            return read;
        }
    }
}

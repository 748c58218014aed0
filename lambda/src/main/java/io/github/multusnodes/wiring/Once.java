package io.github.multusnodes.wiring;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/** Something that is made when it is first asked for, and kept; what failed is tried again. */
final class Once<T> implements Supplier<T> {

    private final Supplier<T> maker;
    private @Nullable T made;

    Once(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public synchronized T get() {
        T result = made;
        if (result == null) {
            result = maker.get();
            made = result;
        }
        return result;
    }
}

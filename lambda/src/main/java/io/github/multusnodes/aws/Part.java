package io.github.multusnodes.aws;

import org.jspecify.annotations.Nullable;

/** The parts of an answer. In AWS's models each may be absent, even where none ever is. */
final class Part {

    private Part() {}

    /**
     * A part that nothing can be made of the answer without.
     *
     * @param name its name in the API
     * @throws IllegalArgumentException if it is absent
     */
    static <T> T required(@Nullable T part, String name) {
        if (part == null) {
            throw new IllegalArgumentException("it has no " + name);
        }
        return part;
    }

    /**
     * A number likewise.
     *
     * @param least the smallest that it can be
     * @throws IllegalArgumentException if it is absent or smaller
     */
    static int atLeast(int least, @Nullable Integer number, String name) {
        int present = required(number, name);
        if (present < least) {
            throw new IllegalArgumentException(name + " is " + present);
        }
        return present;
    }
}

package io.github.multusnodes.cluster;

import org.jspecify.annotations.Nullable;

/** The parts of an answer. In the API's models each may be absent, even where none ever is. */
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
            throw new IllegalArgumentException("The answer has no " + name);
        }
        return part;
    }
}

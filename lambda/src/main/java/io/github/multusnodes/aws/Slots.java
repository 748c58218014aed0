package io.github.multusnodes.aws;

import io.github.multusnodes.node.Slot;

import org.jspecify.annotations.Nullable;

/** Slots in EC2's spelling: what has no network card index sits on card 0. */
final class Slots {

    private Slots() {}

    static Slot of(@Nullable Integer networkCardIndex, @Nullable Integer deviceIndex) {
        return new Slot(
                networkCardIndex == null ? 0 : networkCardIndex,
                Part.atLeast(0, deviceIndex, "deviceIndex"));
    }
}

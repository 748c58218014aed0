package io.github.multusnodes.aws;

import io.github.multusnodes.node.Slot;
import io.github.multusnodes.query.Element;

/** Slots in EC2's spelling: what has no network card index sits on card 0. */
final class Slots {

    private Slots() {}

    static Slot of(Element attachment) {
        return new Slot(
                attachment.optional("networkCardIndex", Integer::valueOf).orElse(0),
                attachment.required("deviceIndex", Integer::valueOf));
    }
}

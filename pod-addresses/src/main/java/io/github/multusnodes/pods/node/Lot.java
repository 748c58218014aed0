package io.github.multusnodes.pods.node;

import io.github.multusnodes.address.Family;
import io.github.multusnodes.pods.plan.Held;

/** The addresses of one family on one interface: what one call is about, and what a limit is of. */
record Lot(String eniId, Family family) {

    static Lot of(Held held) {
        return new Lot(held.eniId(), held.address().family());
    }
}

package io.github.multusnodes.pods.plan;

import io.github.multusnodes.address.Ip;

/** An address on a network interface. */
public record Held(String eniId, Ip address) {

    @Override
    public String toString() {
        return address + " on " + eniId;
    }
}

package io.github.multusnodes.node;

import io.github.multusnodes.address.Ip;

import java.math.BigInteger;

/** Which free address a node takes when others may be choosing at the same time. */
public sealed interface AddressChoice {

    /** Take this address. */
    record Take(Ip address) implements AddressChoice {}

    /** Those who come first will use up what is free: look again shortly. */
    record WaitForOthers() implements AddressChoice {}

    /** Nothing is free. */
    record Full() implements AddressChoice {}

    /**
     * Chooses by rank: each node that still waits takes the place in the free list that its rank
     * gives it, so that a burst ends dense and nearly without collisions.
     *
     * @param free what is left to take
     * @param rank how many come before this node
     * @param patient whether to let those who come before have the last addresses
     */
    static AddressChoice of(Territory free, int rank, boolean patient) {
        if (free.isEmpty()) {
            return new Full();
        }
        if (BigInteger.valueOf(rank).compareTo(free.size()) < 0) {
            return new Take(free.nth(rank).orElseThrow());
        }
        if (patient) {
            return new WaitForOthers();
        }
        return new Take(free.nth(free.size().longValueExact() - 1).orElseThrow());
    }
}

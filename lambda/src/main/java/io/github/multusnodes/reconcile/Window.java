package io.github.multusnodes.reconcile;

import io.github.multusnodes.address.Ip;
import io.github.multusnodes.node.Territory;

import java.util.List;

/**
 * The addresses that a network would take first in a subnet: where a subnet has too many interfaces
 * to list, only who holds these is asked.
 *
 * @param addresses of one family
 */
record Window(String subnetId, List<Ip> addresses) {

    /** As many as EC2 takes values in one filter of a call. */
    static final int SIZE = 200;

    Window {
        addresses = List.copyOf(addresses);
    }

    static Window of(String subnetId, Territory territory) {
        return new Window(subnetId, territory.start(SIZE).addresses());
    }
}

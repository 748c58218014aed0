package io.github.multusnodes.reconcile;

import io.github.multusnodes.address.Ip;
import io.github.multusnodes.node.Territory;

import java.util.List;

/**
 * Addresses that a network would take: where a subnet has too many interfaces to list, only who
 * holds these is asked.
 *
 * @param addresses of one family, as many as EC2 takes in one call
 */
record Window(String subnetId, List<Ip> addresses) {

    Window {
        addresses = List.copyOf(addresses);
    }

    static Window of(String subnetId, Territory territory) {
        return new Window(subnetId, territory.addresses());
    }
}

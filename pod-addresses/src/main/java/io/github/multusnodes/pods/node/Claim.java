package io.github.multusnodes.pods.node;

import io.github.multusnodes.address.Ip;

/**
 * That a pod has an address.
 *
 * @param uid of the pod
 */
record Claim(String uid, Ip address) {}

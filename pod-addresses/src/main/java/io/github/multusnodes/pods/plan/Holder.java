package io.github.multusnodes.pods.plan;

/**
 * The network interface that has an address, on whatever node.
 *
 * @param primary whether the address is its primary one, or it is the primary interface of an
 *     instance: nothing is taken of these
 */
public record Holder(String eniId, boolean primary) {}

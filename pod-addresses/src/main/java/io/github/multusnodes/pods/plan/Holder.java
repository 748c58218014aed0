package io.github.multusnodes.pods.plan;

/**
 * The network interface that has an address, on whatever node.
 *
 * @param primary whether the address is its primary one, which no other can take
 */
public record Holder(String eniId, boolean primary) {}

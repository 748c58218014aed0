package io.github.multusnodes.address;

/**
 * A block of addresses.
 *
 * @param base its first address, aligned to the prefix length
 * @param prefixLength how many leading bits the addresses of the block share
 */
public record Cidr(Ip base, int prefixLength) {}

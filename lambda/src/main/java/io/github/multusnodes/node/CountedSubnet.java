package io.github.multusnodes.node;

/**
 * A subnet with EC2's count of what is unused in it.
 *
 * @param free IPv4 addresses that nobody holds, reserved or not; 0 of an IPv6-only subnet
 */
public record CountedSubnet(Subnet subnet, int free) {}

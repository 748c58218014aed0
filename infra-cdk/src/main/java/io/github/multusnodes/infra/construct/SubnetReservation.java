package io.github.multusnodes.infra.construct;

/**
 * A CIDR reservation that the stack makes in a subnet.
 *
 * @param type {@code explicit} or {@code prefix}
 * @param description empty for none
 */
public record SubnetReservation(String subnetId, String cidr, String type, String description) {}

package io.github.multusnodes.node;

import io.github.multusnodes.address.Cidr;

/** A subnet with its Availability Zone, by name, and its IPv4 block. */
public record Subnet(String id, String zone, Cidr ipv4) {}

package io.github.multusnodes.port;

import io.github.multusnodes.node.CidrReservation;
import io.github.multusnodes.node.CountedSubnet;
import io.github.multusnodes.node.Subnet;

import java.util.Collection;
import java.util.List;

/** Subnets and what is reserved in them. */
public interface Subnets {

    /** Those of the given subnets that exist. */
    List<Subnet> find(Collection<String> subnetIds);

    /** The same with EC2's count of what is unused in them. */
    List<CountedSubnet> counted(Collection<String> subnetIds);

    /** The CIDR reservations of a subnet, of either type and family. */
    List<CidrReservation> reservations(String subnetId);
}

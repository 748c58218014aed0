package io.github.multusnodes.pods.port;

import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.plan.Holder;
import io.github.multusnodes.pods.plan.NodeEni;
import io.github.multusnodes.retry.CloudFailure;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Addresses of network interfaces, as EC2 has them. Each call is made once. */
public interface Assignments {

    /**
     * The interfaces of an instance with the networks that their tags name, and without the CIDRs
     * of their subnets.
     *
     * @throws CloudFailure if EC2 refuses or cannot be reached
     */
    List<NodeEni> ofInstance(String instanceId);

    /**
     * Who holds addresses of a subnet; without those that nobody holds.
     *
     * @throws CloudFailure likewise
     */
    Map<Ip, Holder> holders(String subnetId, Collection<Ip> addresses);

    /**
     * Gives an interface secondary IPv4 addresses.
     *
     * @param reassign whether an address may be taken from another interface
     * @throws CloudFailure likewise
     */
    void assignIpv4(String eniId, Collection<Ip> addresses, boolean reassign);

    /**
     * Gives an interface IPv6 addresses, which no other may have.
     *
     * @throws CloudFailure likewise
     */
    void assignIpv6(String eniId, Collection<Ip> addresses);

    /**
     * Takes addresses of one family from an interface.
     *
     * @throws CloudFailure likewise
     */
    void unassign(String eniId, Collection<Ip> addresses);
}

package io.github.multusnodes.simulator.state.ec2;

import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.Register;

import java.util.List;
import java.util.Optional;

/**
 * The network interfaces. How many places an interface has that is not attached is not documented:
 * here as many as the largest instance types give.
 */
public final class NetworkInterfaces {

    private static final String WITHOUT_ADDRESSES = "efa-only";
    private static final int DEFAULT_QUOTA = 5000;

    private final Account account;
    private final Directory<NetworkInterface> directory;
    private final Subnets subnets;
    private final SecurityGroups securityGroups;
    private final AddressLimits limits;
    private final Register<NetworkInterface> metadata;
    private int quota = DEFAULT_QUOTA;
    private int count;

    NetworkInterfaces(
            Account account,
            Directory<NetworkInterface> directory,
            Subnets subnets,
            SecurityGroups securityGroups,
            AddressLimits limits) {
        this.account = account;
        this.directory = directory;
        this.subnets = subnets;
        this.securityGroups = securityGroups;
        this.limits = limits;
        this.metadata = account.metadata();
    }

    /** All of them, by id. */
    public Directory<NetworkInterface> directory() {
        return directory;
    }

    /** The interface as the metadata of its instance shows it. */
    Optional<NetworkInterface> shown(String id) {
        return metadata.seen(id);
    }

    /** Sets the Region's quota of interfaces; 5000 unless set. */
    public void quota(int most) {
        quota = most;
    }

    /** Creates an interface that is not attached. */
    public NetworkInterface create(InterfaceRequest request) {
        Subnet subnet = subnets.directory().existing(request.subnetId());
        if (count >= quota) {
            throw Refusal.of(
                    "NetworkInterfaceLimitExceeded",
                    "The maximum number of network interfaces has been reached: " + quota);
        }
        List<String> groups = securityGroups.forInterface(subnet.vpcId(), request.groups());
        int own = subnet.ipv6Native() ? 0 : 1;
        limits.requireRoom(own + request.ipv4().slots(), request.ipv6().slots());
        String id = account.ids().next("eni");
        NetworkInterface created =
                new NetworkInterface(
                        id,
                        subnet.id(),
                        subnet.vpcId(),
                        subnet.zone(),
                        account.ids().mac(),
                        request.interfaceType(),
                        request.description(),
                        true,
                        groups,
                        request.tags(),
                        take(id, subnet, request),
                        Optional.empty());
        put(created);
        count++;
        return created;
    }

    /** Deletes an interface that is not attached. */
    public void delete(String id) {
        NetworkInterface its = directory.require(id);
        if (its.attachment().isPresent()) {
            throw Refusal.of(
                    "InvalidParameterValue", "Network interface '" + id + "' is currently in use.");
        }
        remove(its);
    }

    /** Sets an interface's description. */
    public void describe(String id, String description) {
        put(directory.require(id).withDescription(description));
    }

    /** Sets whether traffic through an interface is checked. */
    public void sourceDestCheck(String id, boolean wanted) {
        put(directory.require(id).withSourceDestCheck(wanted));
    }

    /** Sets an interface's security groups. */
    public void groups(String id, List<String> groups) {
        NetworkInterface its = directory.require(id);
        put(its.withGroups(securityGroups.forInterface(its.vpcId(), groups)));
    }

    void put(NetworkInterface its) {
        directory.put(its.id(), its);
        metadata.put(its.id(), its);
    }

    /** Ends an interface and frees what it holds. */
    void remove(NetworkInterface its) {
        directory.remove(its.id());
        metadata.remove(its.id());
        count--;
        release(its, false);
        release(its, true);
    }

    private void release(NetworkInterface its, boolean v6) {
        Addresses held = its.addresses();
        if (held.slots(v6) > 0) {
            AddressSpace space = subnets.space(its.subnetId(), v6);
            held.single(v6).forEach(space::release);
            held.prefixes(v6).forEach(space::release);
        }
    }

    /**
     * In an IPv6-only subnet an interface gets an IPv6 address also unasked ("Introducing IPv6-only
     * subnets and EC2 instances", AWS Networking blog), here when it asks for nothing else.
     */
    private Addresses take(String id, Subnet subnet, InterfaceRequest request) {
        Addresses none = new Addresses(List.of(), List.of(), List.of(), List.of());
        if (request.interfaceType().equals(WITHOUT_ADDRESSES)) {
            return none;
        }
        if (subnet.ipv6Native() && !request.namesIpv4()) {
            boolean asks = request.namesAddresses();
            return takeIpv6(id, asks ? request : request.withIpv6(1), none);
        }
        Claim four = new Claim(subnets.space(request.subnetId(), false), id);
        try {
            request.primaryIp().ifPresentOrElse(four::takePrimary, () -> four.takeAny(1));
            four.take(request.ipv4());
            Addresses ipv4 = new Addresses(four.addresses(), four.prefixes(), List.of(), List.of());
            return request.ipv6().slots() == 0 ? ipv4 : takeIpv6(id, request, ipv4);
        } catch (Refusal refusal) {
            four.giveBack();
            throw refusal;
        }
    }

    private Addresses takeIpv6(String id, InterfaceRequest request, Addresses ipv4) {
        Claim six = new Claim(subnets.space(request.subnetId(), true), id);
        try {
            six.take(request.ipv6());
            return ipv4.with(true, six.addresses(), six.prefixes());
        } catch (Refusal refusal) {
            six.giveBack();
            throw refusal;
        }
    }
}

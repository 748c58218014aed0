package io.github.multusnodes.simulator.state.ec2;

import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.ec2.AddressSpace.Verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Addresses and prefixes that interfaces get and give back after birth. Naming an address that the
 * interface has already, or the same twice, is accepted and changes nothing (not documented).
 */
public final class AddressAssignments {

    private final NetworkInterfaces interfaces;
    private final Subnets subnets;
    private final AddressLimits limits;

    AddressAssignments(NetworkInterfaces interfaces, Subnets subnets, AddressLimits limits) {
        this.interfaces = interfaces;
        this.subnets = subnets;
        this.limits = limits;
    }

    /**
     * Gives an interface more addresses or prefixes.
     *
     * @param allowReassignment whether secondary IPv4 addresses of other interfaces may be taken
     */
    public Assignment assign(
            String id, boolean v6, AddressRequest wanted, boolean allowReassignment) {
        NetworkInterface its = interfaces.directory().require(id);
        AddressSpace space = subnets.space(its.subnetId(), v6);
        Claim claim = new Claim(space, id);
        List<Ip> moved = new ArrayList<>();
        List<String> fresh = new ArrayList<>();
        for (Ip ip : wanted.addresses().stream().map(claim::usable).distinct().toList()) {
            if (space.verdict(ip) != Verdict.IN_USE) {
                fresh.add(ip.toString());
            } else if (!its.addresses().single(v6).contains(ip)) {
                requireMovable(ip, holder(space, ip), !v6 && allowReassignment);
                moved.add(ip);
            }
        }
        AddressRequest rest =
                new AddressRequest(fresh, wanted.count(), wanted.prefixes(), wanted.prefixCount());
        requireRoom(its, v6, rest.slots() + moved.size());
        try {
            claim.take(rest);
        } catch (Refusal refusal) {
            claim.giveBack();
            throw refusal;
        }
        moved.forEach(ip -> move(ip, space, id));
        List<Ip> added = new ArrayList<>(moved);
        added.addAll(claim.addresses());
        change(its, v6, plus(its.addresses().single(v6), added), claim.prefixes());
        return new Assignment(added, claim.prefixes());
    }

    /** Takes addresses and prefixes from an interface. */
    public Assignment unassign(
            String id, boolean v6, List<String> addresses, List<String> prefixes) {
        NetworkInterface its = interfaces.directory().require(id);
        List<Ip> single =
                addresses.stream()
                        .map(
                                text ->
                                        Ip.parse(text)
                                                .filter(its.addresses().single(v6)::contains)
                                                .orElseThrow(() -> notAssigned(id)))
                        .toList();
        List<Block> blocks =
                prefixes.stream()
                        .map(
                                text ->
                                        Block.parse(text)
                                                .filter(its.addresses().prefixes(v6)::contains)
                                                .orElseThrow(() -> notAssigned(id)))
                        .toList();
        if (!v6 && its.primaryIp().filter(single::contains).isPresent()) {
            throw invalid("The primary address of interface " + id + " cannot be unassigned");
        }
        AddressSpace space = subnets.space(its.subnetId(), v6);
        single.forEach(space::release);
        blocks.forEach(space::release);
        Addresses held = its.addresses();
        interfaces.put(
                its.withAddresses(
                        held.with(
                                v6,
                                minus(held.single(v6), single),
                                minus(held.prefixes(v6), blocks))));
        return new Assignment(single, blocks);
    }

    private void requireRoom(NetworkInterface its, boolean v6, int more) {
        int ipv4 = its.addresses().slots(false) + (v6 ? 0 : more);
        int ipv6 = its.addresses().slots(true) + (v6 ? more : 0);
        limits.requireRoom(its, ipv4, ipv6);
    }

    private Optional<NetworkInterface> holder(AddressSpace space, Ip ip) {
        return space.holder(ip).flatMap(interfaces.directory()::find);
    }

    private static void requireMovable(
            Ip ip, Optional<NetworkInterface> holder, boolean allowReassignment) {
        boolean secondary =
                holder.filter(other -> other.addresses().single(ip.v6()).contains(ip))
                        .filter(other -> !other.primaryIp().equals(Optional.of(ip)))
                        .isPresent();
        if (!allowReassignment || !secondary) {
            throw invalid("[" + ip + "] assigned, but move is not allowed.");
        }
    }

    private void move(Ip ip, AddressSpace space, String to) {
        NetworkInterface from = holder(space, ip).orElseThrow();
        Addresses held = from.addresses();
        interfaces.put(
                from.withAddresses(
                        held.with(
                                ip.v6(),
                                minus(held.single(ip.v6()), List.of(ip)),
                                held.prefixes(ip.v6()))));
        space.take(ip, to);
    }

    private void change(
            NetworkInterface its, boolean v6, List<Ip> single, List<Block> morePrefixes) {
        Addresses held = its.addresses();
        interfaces.put(
                its.withAddresses(held.with(v6, single, plus(held.prefixes(v6), morePrefixes))));
    }

    private static <T> List<T> plus(List<T> some, List<T> more) {
        List<T> both = new ArrayList<>(some);
        both.addAll(more);
        return both;
    }

    private static <T> List<T> minus(List<T> all, List<T> some) {
        return all.stream().filter(one -> !some.contains(one)).toList();
    }

    private static Refusal notAssigned(String id) {
        return invalid("Some of the specified addresses are not assigned to interface " + id);
    }

    private static Refusal invalid(String message) {
        return Refusal.of("InvalidParameterValue", message);
    }
}

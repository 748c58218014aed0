package io.github.multusnodes.simulator.state.ec2;

import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.ec2.AddressSpace.Verdict;

import java.util.ArrayList;
import java.util.List;

/** What one request takes of a subnet in one family; given back as a whole if it is refused. */
final class Claim {

    private final AddressSpace space;
    private final String owner;
    private final List<Ip> addresses = new ArrayList<>();
    private final List<Block> prefixes = new ArrayList<>();

    Claim(AddressSpace space, String owner) {
        this.space = space;
        this.owner = owner;
    }

    List<Ip> addresses() {
        return addresses;
    }

    List<Block> prefixes() {
        return prefixes;
    }

    /** Takes a named address as an interface's primary one. */
    void takePrimary(String text) {
        Ip ip = usable(text);
        if (space.verdict(ip) == Verdict.IN_USE) {
            throw Refusal.of("InvalidIPAddress.InUse", "The specified address is already in use.");
        }
        take(ip);
    }

    /** Takes everything a request names or wants. */
    void take(AddressRequest wanted) {
        wanted.addresses().forEach(this::takeNamed);
        takeAny(wanted.count());
        wanted.prefixes().forEach(this::takeNamedPrefix);
        takeAnyPrefix(wanted.prefixCount());
    }

    /** Takes so many addresses of EC2's choice. */
    void takeAny(int count) {
        for (int i = 0; i < count; i++) {
            take(space.draw().orElseThrow(Claim::full));
        }
    }

    void giveBack() {
        addresses.forEach(space::release);
        prefixes.forEach(space::release);
    }

    /** The address that a text names, if it is one that interfaces of the subnet may have. */
    Ip usable(String text) {
        Ip ip =
                Ip.parse(text)
                        .filter(parsed -> parsed.v6() == space.cidr().v6())
                        .orElseThrow(() -> invalid("invalid value for parameter address: " + text));
        return switch (space.verdict(ip)) {
            case OUTSIDE ->
                    throw invalid("Address does not fall within the subnet's address range");
            case RESERVED -> throw invalid("Address is in subnet's reserved address range");
            case FREE, IN_USE -> ip;
        };
    }

    static Refusal full() {
        return Refusal.of(
                "InsufficientFreeAddressesInSubnet",
                "The specified subnet does not have enough free addresses to satisfy the request.");
    }

    private void takeNamed(String text) {
        Ip ip = usable(text);
        if (space.verdict(ip) == Verdict.IN_USE) {
            throw invalid("[" + ip + "] assigned, but move is not allowed.");
        }
        take(ip);
    }

    private void takeNamedPrefix(String text) {
        Block prefix =
                Block.parse(text)
                        .filter(block -> block.toString().equals(text))
                        .filter(block -> block.length() == space.prefixLength())
                        .orElseThrow(() -> invalid("invalid value for parameter prefix: " + text));
        if (!space.cidr().contains(prefix)) {
            throw invalid("Prefix does not fall within the subnet's address range");
        }
        if (!space.isFree(prefix) || space.touchesEc2s(prefix)) {
            throw invalid("[" + prefix + "] assigned, but move is not allowed.");
        }
        take(prefix);
    }

    private void takeAnyPrefix(int count) {
        for (int i = 0; i < count; i++) {
            take(space.drawPrefix().orElseThrow(this::noPrefix));
        }
    }

    private Refusal noPrefix() {
        return space.unused().compareTo(space.addressesPerPrefix()) < 0
                ? invalid("There aren't sufficient free Ipv4 addresses or prefixes")
                : Refusal.of(
                        "InsufficientCidrBlocks",
                        "The specified subnet does not have enough free cidr blocks to satisfy the"
                                + " request.");
    }

    private void take(Ip ip) {
        space.take(ip, owner);
        addresses.add(ip);
    }

    private void take(Block prefix) {
        space.take(prefix, owner);
        prefixes.add(prefix);
    }

    private static Refusal invalid(String message) {
        return Refusal.of("InvalidParameterValue", message);
    }
}

package io.github.multusnodes.simulator.state.ec2;

import io.github.multusnodes.simulator.state.Refusal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The subnets and who holds what in them. */
public final class Subnets {

    private static final int LARGEST = 16;
    private static final int SMALLEST = 28;
    private static final int IPV6_LENGTH = 64;

    private final Account account;
    private final Reservations reservations;
    private final Directory<Subnet> directory;
    private final Map<String, AddressSpace> ipv4 = new HashMap<>();
    private final Map<String, AddressSpace> ipv6 = new HashMap<>();

    Subnets(Account account, Reservations reservations) {
        this.account = account;
        this.reservations = reservations;
        this.directory = account.directory("InvalidSubnetID.NotFound", "subnet ID");
    }

    /** All of them, by id. */
    public Directory<Subnet> directory() {
        return directory;
    }

    /**
     * How many IPv4 addresses of the subnet are unused; reservations do not change it. Of an
     * IPv6-only subnet EC2 tells 0 (ManageIQ/manageiq-providers-amazon#914).
     */
    public int availableIpAddressCount(String id) {
        AddressSpace space = ipv4.get(id);
        return space == null ? 0 : space.unused().intValueExact();
    }

    /**
     * Creates a subnet.
     *
     * @param cidr absent for an IPv6-only subnet
     * @param zone absent for one of EC2's choice: the first
     */
    public Subnet create(
            Vpc vpc,
            Optional<String> cidr,
            Optional<String> ipv6Cidr,
            Optional<String> zone,
            Map<String, String> tags) {
        Optional<Block> block4 = cidr.map(text -> parse("cidrBlock", text, false));
        Optional<Block> block6 = ipv6Cidr.map(text -> parse("ipv6CidrBlock", text, true));
        block4.ifPresent(its -> requireInVpc(vpc, its));
        block6.ifPresent(its -> requireInVpc(vpc, its));
        Subnet subnet =
                new Subnet(
                        account.ids().next("subnet"),
                        vpc.id(),
                        requireZone(zone.orElse(account.zones().getFirst())),
                        block4,
                        block6,
                        tags);
        directory.put(subnet.id(), subnet);
        block4.ifPresent(its -> ipv4.put(subnet.id(), space(subnet.id(), its)));
        block6.ifPresent(its -> ipv6.put(subnet.id(), space(subnet.id(), its)));
        return subnet;
    }

    /**
     * The addresses of a subnet that exists. How EC2 refuses what asks for a family that a subnet
     * does not have is not documented.
     */
    AddressSpace space(String id, boolean v6) {
        AddressSpace space = (v6 ? ipv6 : ipv4).get(id);
        if (space == null) {
            throw Refusal.of(
                    "InvalidParameterValue",
                    "The subnet '%s' does not have an IPv%d CIDR block".formatted(id, v6 ? 6 : 4));
        }
        return space;
    }

    void delete(String id) {
        directory.remove(id);
        ipv4.remove(id);
        ipv6.remove(id);
        reservations.of(id).forEach(r -> reservations.directory().remove(r.id()));
    }

    private AddressSpace space(String id, Block block) {
        return new AddressSpace(block, () -> reservations.of(id), account.random());
    }

    private String requireZone(String zone) {
        if (!account.zones().contains(zone)) {
            throw Refusal.of(
                    "InvalidParameterValue",
                    "Value ("
                            + zone
                            + ") for parameter availabilityZone is invalid. Subnets can currently"
                            + " only be created in the following availability zones: "
                            + String.join(", ", account.zones())
                            + ".");
        }
        return zone;
    }

    private void requireInVpc(Vpc vpc, Block block) {
        Optional<Block> within = block.v6() ? vpc.ipv6Cidr() : Optional.of(vpc.cidr());
        boolean sizeFits =
                block.v6()
                        ? block.length() == IPV6_LENGTH
                        : block.length() >= LARGEST && block.length() <= SMALLEST;
        if (!sizeFits || within.filter(its -> its.contains(block)).isEmpty()) {
            throw Refusal.of("InvalidSubnet.Range", "The CIDR '" + block + "' is invalid.");
        }
        boolean conflicts =
                directory
                        .all()
                        .filter(other -> other.vpcId().equals(vpc.id()))
                        .map(other -> other.block(block.v6()))
                        .anyMatch(other -> other.filter(block::overlaps).isPresent());
        if (conflicts) {
            throw Refusal.of(
                    "InvalidSubnet.Conflict",
                    "The CIDR '" + block + "' conflicts with another subnet");
        }
    }

    private static Block parse(String parameter, String text, boolean v6) {
        return Block.parse(text)
                .filter(block -> block.v6() == v6)
                .orElseThrow(() -> Cidrs.malformed(parameter, text));
    }
}

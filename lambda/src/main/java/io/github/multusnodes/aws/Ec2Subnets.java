package io.github.multusnodes.aws;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.node.CidrReservation;
import io.github.multusnodes.node.CountedSubnet;
import io.github.multusnodes.node.Subnet;
import io.github.multusnodes.port.Subnets;

import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SubnetCidrReservation;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** {@link Subnets} of EC2. */
public final class Ec2Subnets implements Subnets {

    private final Ec2Client ec2;
    private final Calls calls;

    public Ec2Subnets(Ec2Client ec2, Calls calls) {
        this.ec2 = ec2;
        this.calls = calls;
    }

    @Override
    public List<Subnet> find(Collection<String> subnetIds) {
        return counted(subnetIds).stream().map(CountedSubnet::subnet).toList();
    }

    /** Asks by filter: there an unknown id is left out, elsewhere it fails the whole call. */
    @Override
    public List<CountedSubnet> counted(Collection<String> subnetIds) {
        Filter byId = Filter.builder().name("subnet-id").values(subnetIds).build();
        return calls
                .make("DescribeSubnets", () -> ec2.describeSubnets(r -> r.filters(byId)))
                .subnets()
                .stream()
                .map(
                        its ->
                                new CountedSubnet(
                                        new Subnet(
                                                its.subnetId(),
                                                its.availabilityZone(),
                                                blocks(its)),
                                        Objects.requireNonNullElse(
                                                its.availableIpAddressCount(), 0)))
                .toList();
    }

    @Override
    public List<CidrReservation> reservations(String subnetId) {
        return Ec2Reservations.all(ec2, calls, subnetId).stream()
                .map(Ec2Subnets::reservation)
                .toList();
    }

    /** A subnet may have IPv6 only, and a block that is on its way in or out is none. */
    private static Map<Family, Cidr> blocks(software.amazon.awssdk.services.ec2.model.Subnet its) {
        Map<Family, Cidr> blocks = new EnumMap<>(Family.class);
        if (its.cidrBlock() != null && !its.cidrBlock().isEmpty()) {
            blocks.put(Family.IPV4, Cidr.parse(its.cidrBlock()));
        }
        its.ipv6CidrBlockAssociationSet().stream()
                .filter(block -> "associated".equals(block.ipv6CidrBlockState().stateAsString()))
                .findFirst()
                .ifPresent(block -> blocks.put(Family.IPV6, Cidr.parse(block.ipv6CidrBlock())));
        return blocks;
    }

    private static CidrReservation reservation(SubnetCidrReservation its) {
        return new CidrReservation(
                its.subnetCidrReservationId(), Cidr.parse(its.cidr()), Ec2Reservations.type(its));
    }
}

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
import software.amazon.awssdk.services.ec2.model.SubnetIpv6CidrBlockAssociation;

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
        return calls.make(
                "DescribeSubnets",
                () -> ec2.describeSubnets(r -> r.filters(byId)),
                answer -> answer.subnets().stream().map(Ec2Subnets::counted).distinct().toList());
    }

    private static CountedSubnet counted(software.amazon.awssdk.services.ec2.model.Subnet its) {
        return new CountedSubnet(
                new Subnet(
                        Part.required(its.subnetId(), "subnetId"),
                        Part.required(its.availabilityZone(), "availabilityZone"),
                        blocks(its)),
                Objects.requireNonNullElse(its.availableIpAddressCount(), 0));
    }

    @Override
    public List<CidrReservation> reservations(String subnetId) {
        return Ec2Reservations.all(ec2, calls, subnetId, Ec2Subnets::reservation);
    }

    /** A subnet may have IPv6 only, and a block that is on its way in or out is none. */
    private static Map<Family, Cidr> blocks(software.amazon.awssdk.services.ec2.model.Subnet its) {
        Map<Family, Cidr> blocks = new EnumMap<>(Family.class);
        if (its.cidrBlock() != null && !its.cidrBlock().isEmpty()) {
            blocks.put(Family.IPV4, Cidr.parse(its.cidrBlock()));
        }
        its.ipv6CidrBlockAssociationSet().stream()
                .filter(Ec2Subnets::isAssociated)
                .findFirst()
                .map(block -> Part.required(block.ipv6CidrBlock(), "ipv6CidrBlock"))
                .ifPresent(block -> blocks.put(Family.IPV6, Cidr.parse(block)));
        return blocks;
    }

    private static boolean isAssociated(SubnetIpv6CidrBlockAssociation block) {
        return block.ipv6CidrBlockState() != null
                && "associated".equals(block.ipv6CidrBlockState().stateAsString());
    }

    private static CidrReservation reservation(SubnetCidrReservation its) {
        return new CidrReservation(
                Ec2Reservations.id(its), Ec2Reservations.cidr(its), Ec2Reservations.type(its));
    }
}

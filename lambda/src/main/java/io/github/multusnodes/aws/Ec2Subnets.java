package io.github.multusnodes.aws;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.node.CidrReservation;
import io.github.multusnodes.node.CountedSubnet;
import io.github.multusnodes.node.Subnet;
import io.github.multusnodes.port.Subnets;
import io.github.multusnodes.query.Element;
import io.github.multusnodes.query.Query;
import io.github.multusnodes.query.QueryClient;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** {@link Subnets} of EC2. */
public final class Ec2Subnets implements Subnets {

    private final QueryClient ec2;

    public Ec2Subnets(QueryClient ec2) {
        this.ec2 = ec2;
    }

    @Override
    public List<Subnet> find(Collection<String> subnetIds) {
        return counted(subnetIds).stream().map(CountedSubnet::subnet).toList();
    }

    /** Asks by filter: there an unknown id is left out, elsewhere it fails the whole call. */
    @Override
    public List<CountedSubnet> counted(Collection<String> subnetIds) {
        return ec2
                .call(new Query("DescribeSubnets").withFilter("subnet-id", subnetIds))
                .items("subnetSet")
                .stream()
                .map(Ec2Subnets::counted)
                .distinct()
                .toList();
    }

    private static CountedSubnet counted(Element its) {
        return new CountedSubnet(
                new Subnet(its.required("subnetId"), its.required("availabilityZone"), blocks(its)),
                its.optional("availableIpAddressCount", Integer::valueOf).orElse(0));
    }

    @Override
    public List<CidrReservation> reservations(String subnetId) {
        return Ec2Reservations.all(ec2, subnetId).stream().map(Ec2Subnets::reservation).toList();
    }

    /** A subnet may have IPv6 only, and a block that is on its way in or out is none. */
    private static Map<Family, Cidr> blocks(Element its) {
        Map<Family, Cidr> blocks = new EnumMap<>(Family.class);
        its.optional("cidrBlock", Cidr::parse).ifPresent(block -> blocks.put(Family.IPV4, block));
        its.items("ipv6CidrBlockAssociationSet").stream()
                .filter(block -> isAssociated(block.child("ipv6CidrBlockState")))
                .findFirst()
                .ifPresent(
                        block ->
                                blocks.put(
                                        Family.IPV6, block.required("ipv6CidrBlock", Cidr::parse)));
        return blocks;
    }

    private static boolean isAssociated(Element state) {
        return state.text("state").equals("associated");
    }

    private static CidrReservation reservation(Element its) {
        return new CidrReservation(
                its.required("subnetCidrReservationId"),
                its.required("cidr", Cidr::parse),
                Ec2Reservations.type(its));
    }
}

package io.github.multusnodes.aws;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.node.Subnet;
import io.github.multusnodes.port.Subnets;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.GetSubnetCidrReservationsResponse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** {@link Subnets} of EC2. */
public final class Ec2Subnets implements Subnets {

    private static final int PAGE = 1000;

    private final Ec2Client ec2;
    private final Calls calls;

    public Ec2Subnets(Ec2Client ec2, Calls calls) {
        this.ec2 = ec2;
        this.calls = calls;
    }

    /** Asks by filter: there an unknown id is left out, elsewhere it fails the whole call. */
    @Override
    public List<Subnet> find(Collection<String> subnetIds) {
        Filter byId = Filter.builder().name("subnet-id").values(subnetIds).build();
        return calls
                .make("DescribeSubnets", () -> ec2.describeSubnets(r -> r.filters(byId)))
                .subnets()
                .stream()
                .map(
                        subnet ->
                                new Subnet(
                                        subnet.subnetId(),
                                        subnet.availabilityZone(),
                                        Cidr.parse(subnet.cidrBlock())))
                .toList();
    }

    /** The SDK has no paginator for this action. */
    @Override
    public List<Cidr> reservations(String subnetId) {
        List<Cidr> found = new ArrayList<>();
        @Nullable String token = null;
        do {
            String from = token;
            GetSubnetCidrReservationsResponse page =
                    calls.make(
                            "GetSubnetCidrReservations",
                            () ->
                                    ec2.getSubnetCidrReservations(
                                            r ->
                                                    r.subnetId(subnetId)
                                                            .maxResults(PAGE)
                                                            .nextToken(from)));
            page.subnetIpv4CidrReservations()
                    .forEach(reservation -> found.add(Cidr.parse(reservation.cidr())));
            token = page.nextToken();
        } while (token != null && !token.isEmpty());
        return List.copyOf(found);
    }
}

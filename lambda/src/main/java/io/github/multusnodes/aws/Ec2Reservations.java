package io.github.multusnodes.aws;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.node.CidrReservation;
import io.github.multusnodes.port.Reservations;
import io.github.multusnodes.query.Element;
import io.github.multusnodes.query.Query;
import io.github.multusnodes.query.QueryClient;
import io.github.multusnodes.reservation.Reservation;
import io.github.multusnodes.reservation.Wanted;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@link Reservations} of EC2. */
public final class Ec2Reservations implements Reservations {

    private static final int PAGE = 1000;

    private final QueryClient ec2;

    public Ec2Reservations(QueryClient ec2) {
        this.ec2 = ec2;
    }

    @Override
    public List<Reservation> in(String subnetId) {
        return all(ec2, subnetId).stream().map(Ec2Reservations::reservation).toList();
    }

    @Override
    public Reservation create(Wanted wanted, Map<String, String> tags) {
        return reservation(
                ec2.call(
                                new Query("CreateSubnetCidrReservation")
                                        .with("SubnetId", wanted.subnetId())
                                        .with("Cidr", wanted.cidr())
                                        .with("ReservationType", wanted.type())
                                        .with("Description", wanted.description())
                                        .withTagsAtBirth("subnet-cidr-reservation", tags))
                        .child("subnetCidrReservation"));
    }

    @Override
    public void delete(String id) {
        ec2.call(new Query("DeleteSubnetCidrReservation").with("SubnetCidrReservationId", id));
    }

    @Override
    public void tag(String id, Map<String, String> tags) {
        ec2.call(TagSets.add(id, tags));
    }

    @Override
    public void untag(String id, String key) {
        ec2.call(TagSets.remove(id, key));
    }

    static List<Element> all(QueryClient ec2, String subnetId) {
        List<Element> found = new ArrayList<>();
        @Nullable String token = null;
        do {
            Element page =
                    ec2.call(
                            new Query("GetSubnetCidrReservations")
                                    .with("SubnetId", subnetId)
                                    .with("MaxResults", PAGE)
                                    .with("NextToken", token));
            found.addAll(page.items("subnetIpv4CidrReservationSet"));
            found.addAll(page.items("subnetIpv6CidrReservationSet"));
            token = page.nextToken("nextToken");
        } while (token != null);
        return List.copyOf(found);
    }

    static CidrReservation.Type type(Element its) {
        return its.text("reservationType").equals("explicit")
                ? CidrReservation.Type.EXPLICIT
                : CidrReservation.Type.PREFIX;
    }

    private static Reservation reservation(Element its) {
        return new Reservation(
                its.required("subnetCidrReservationId"),
                its.required("subnetId"),
                its.required("cidr", Cidr::parse),
                type(its),
                its.text("description"),
                TagSets.of(its));
    }
}

package io.github.multusnodes.aws;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.node.CidrReservation;
import io.github.multusnodes.port.Reservations;
import io.github.multusnodes.reservation.Reservation;
import io.github.multusnodes.reservation.Wanted;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SubnetCidrReservation;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** {@link Reservations} of EC2. */
public final class Ec2Reservations implements Reservations {

    private static final int PAGE = 1000;

    private final Ec2Client ec2;
    private final Calls calls;

    public Ec2Reservations(Ec2Client ec2, Calls calls) {
        this.ec2 = ec2;
        this.calls = calls;
    }

    @Override
    public List<Reservation> in(String subnetId) {
        return all(ec2, calls, subnetId, Ec2Reservations::reservation);
    }

    @Override
    public Reservation create(Wanted wanted, Map<String, String> tags) {
        TagSpecification born =
                TagSpecification.builder()
                        .resourceType(ResourceType.SUBNET_CIDR_RESERVATION)
                        .tags(Tagging.of(tags))
                        .build();
        return calls.make(
                "CreateSubnetCidrReservation",
                () ->
                        ec2.createSubnetCidrReservation(
                                r ->
                                        r.subnetId(wanted.subnetId())
                                                .cidr(wanted.cidr().toString())
                                                .reservationType(wanted.type().toString())
                                                .description(wanted.description())
                                                .tagSpecifications(born)),
                answer ->
                        reservation(
                                Part.required(
                                        answer.subnetCidrReservation(), "subnetCidrReservation")));
    }

    @Override
    public void delete(String id) {
        calls.make(
                "DeleteSubnetCidrReservation",
                () -> ec2.deleteSubnetCidrReservation(r -> r.subnetCidrReservationId(id)));
    }

    @Override
    public void tag(String id, Map<String, String> tags) {
        calls.make("CreateTags", () -> ec2.createTags(r -> r.resources(id).tags(Tagging.of(tags))));
    }

    @Override
    public void untag(String id, String key) {
        Tag byKey = Tag.builder().key(key).build();
        calls.make("DeleteTags", () -> ec2.deleteTags(r -> r.resources(id).tags(byKey)));
    }

    /** Page by page: the SDK has no paginator for this action. */
    static <T> List<T> all(
            Ec2Client ec2,
            Calls calls,
            String subnetId,
            Function<SubnetCidrReservation, T> reader) {
        List<T> found = new ArrayList<>();
        @Nullable String token = null;
        do {
            String from = token;
            token =
                    calls.make(
                            "GetSubnetCidrReservations",
                            () ->
                                    ec2.getSubnetCidrReservations(
                                            r ->
                                                    r.subnetId(subnetId)
                                                            .maxResults(PAGE)
                                                            .nextToken(from)),
                            page -> {
                                Stream.of(
                                                page.subnetIpv4CidrReservations(),
                                                page.subnetIpv6CidrReservations())
                                        .flatMap(List::stream)
                                        .map(reader)
                                        .forEach(found::add);
                                return page.nextToken();
                            });
        } while (token != null && !token.isEmpty());
        return List.copyOf(found);
    }

    static String id(SubnetCidrReservation its) {
        return Part.required(its.subnetCidrReservationId(), "subnetCidrReservationId");
    }

    static Cidr cidr(SubnetCidrReservation its) {
        return Cidr.parse(Part.required(its.cidr(), "cidr"));
    }

    static CidrReservation.Type type(SubnetCidrReservation its) {
        return "explicit".equals(its.reservationTypeAsString())
                ? CidrReservation.Type.EXPLICIT
                : CidrReservation.Type.PREFIX;
    }

    private static Reservation reservation(SubnetCidrReservation its) {
        return new Reservation(
                id(its),
                Part.required(its.subnetId(), "subnetId"),
                cidr(its),
                type(its),
                Objects.requireNonNullElse(its.description(), ""),
                Tagging.read(its.tags()));
    }
}

package io.github.multusnodes.simulator.wire.ec2;

import static io.github.multusnodes.simulator.wire.Api.Service.EC2;

import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.ec2.Ec2;
import io.github.multusnodes.simulator.state.ec2.Reservation;
import io.github.multusnodes.simulator.wire.Api;
import io.github.multusnodes.simulator.wire.Filters;
import io.github.multusnodes.simulator.wire.Page;
import io.github.multusnodes.simulator.wire.Parameters;
import io.github.multusnodes.simulator.wire.Xml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Actions on the CIDR reservations of subnets. */
final class ReservationActions {

    private static final Filters<Reservation> FILTERS =
            new Filters<Reservation>()
                    .with("reservationType", its -> Stream.of(its.type().wireName()))
                    .with("subnet-id", its -> Stream.of(its.subnetId()))
                    .withTags(Reservation::tags);

    private final Ec2 ec2;

    ReservationActions(Ec2 ec2) {
        this.ec2 = ec2;
    }

    void register(Api api) {
        api.with(EC2, "CreateSubnetCidrReservation", this::create)
                .with(EC2, "GetSubnetCidrReservations", this::get)
                .with(EC2, "DeleteSubnetCidrReservation", this::delete);
    }

    private Xml create(Parameters request) {
        String subnetId = request.required("SubnetId");
        String cidr = request.required("Cidr");
        Reservation.Type type = type(request.required("ReservationType"));
        Optional<String> description = request.optional("Description");
        Map<String, String> tags = Tagging.read(request, "subnet-cidr-reservation");
        request.done();
        Reservation made =
                ec2.reservations()
                        .create(
                                ec2.subnets().directory().require(subnetId),
                                cidr,
                                type,
                                description,
                                tags);
        return Xml.element("result").add(xml("subnetCidrReservation", made));
    }

    private Xml get(Parameters request) {
        String subnetId = request.required("SubnetId");
        Predicate<Reservation> condition = FILTERS.read(request);
        Page.Wanted wanted = Page.Wanted.ec2(request, 5, 1000);
        request.done();
        ec2.subnets().directory().require(subnetId);
        List<Reservation> all =
                ec2.reservations()
                        .directory()
                        .seen(List.of())
                        .filter(its -> its.subnetId().equals(subnetId))
                        .filter(condition)
                        .toList();
        Page<Reservation> page = Page.of(all, wanted);
        return Xml.element("result")
                .addItems("subnetIpv4CidrReservationSet", of(page, false), its -> xml("item", its))
                .addItems("subnetIpv6CidrReservationSet", of(page, true), its -> xml("item", its))
                .add("nextToken", page.nextToken());
    }

    private Xml delete(Parameters request) {
        String id = request.required("SubnetCidrReservationId");
        request.done();
        Reservation deleted = ec2.reservations().delete(id);
        return Xml.element("result").add(xml("deletedSubnetCidrReservation", deleted));
    }

    private static List<Reservation> of(Page<Reservation> page, boolean v6) {
        return page.items().stream().filter(its -> its.cidr().v6() == v6).toList();
    }

    private static Reservation.Type type(String name) {
        return switch (name) {
            case "prefix" -> Reservation.Type.PREFIX;
            case "explicit" -> Reservation.Type.EXPLICIT;
            default ->
                    throw Refusal.of(
                            "InvalidParameterValue",
                            "Value ("
                                    + name
                                    + ") for parameter reservationType is invalid: give prefix or"
                                    + " explicit");
        };
    }

    private static Xml xml(String name, Reservation its) {
        Xml xml =
                Xml.element(name)
                        .add("subnetCidrReservationId", its.id())
                        .add("subnetId", its.subnetId())
                        .add("cidr", its.cidr())
                        .add("reservationType", its.type().wireName())
                        .add("ownerId", Ec2.OWNER_ID)
                        .add("description", its.description());
        return Tagging.add(xml, its.tags());
    }
}

package io.github.multusnodes.infra.config;

import com.eclipsesource.json.JsonValue;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.infra.config.NetworkPlaces.Place;
import io.github.multusnodes.infra.config.NetworkPlaces.Reservation;
import io.github.multusnodes.infra.config.NetworkPlaces.ReservationType;
import io.github.multusnodes.reading.CidrReader;
import io.github.multusnodes.reading.Violation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a network's subnet in one zone. */
final class PlaceReader {

    private static final List<String> KEYS =
            List.of("id", "cidr", "ipv6Cidr", "pods", "reservations");

    private final Section place;
    private final ReservationType forPods;

    /**
     * Reads below a zone's key.
     *
     * @param forPods how the pods' ranges are reserved
     */
    PlaceReader(Section zones, String zone, ReservationType forPods) {
        this.place = zones.section(zone, KEYS);
        this.forPods = forPods;
    }

    Place read() {
        String id = place.required("id", Forms.SUBNET, "Copy the id from EC2.");
        Optional<Cidr> ipv6 = block("ipv6Cidr", Family.IPV6, "cidr");
        Optional<Cidr> ipv4 = block("cidr", Family.IPV4, "ipv6Cidr");
        if (!place.has("cidr") && !place.has("ipv6Cidr")) {
            place.violations()
                    .missing(
                            place.json().path("cidr"),
                            "the subnet's IPv4 CIDR block, or for an IPv6-only subnet ipv6Cidr",
                            "Copy it from EC2; ranges are checked against it.");
        }
        List<Cidr> pods = pods();
        return new Place(
                id,
                Stream.of(ipv4, ipv6).flatMap(Optional::stream).toList(),
                pods,
                Stream.concat(pods.stream().map(this::forPods), reservations().stream()).toList());
    }

    private Reservation forPods(Cidr range) {
        return new Reservation(range, forPods, Optional.of("Multus pods"));
    }

    private Optional<Cidr> block(String key, Family family, String elsewhere) {
        String allowed = "the subnet's " + family.label() + " CIDR block";
        return place.json()
                .text(key, allowed, "Copy it from EC2.")
                .flatMap(
                        text ->
                                CidrReader.read(
                                        family,
                                        place.json().path(key),
                                        text,
                                        allowed,
                                        elsewhere,
                                        place.violations()));
    }

    private List<Cidr> pods() {
        List<Cidr> ranges = new ArrayList<>();
        Optional<JsonValue> value = place.json().get("pods");
        String path = place.json().path("pods");
        if (value.isPresent() && value.get().isString()) {
            cidr(path, value.get().asString()).ifPresent(ranges::add);
        } else {
            List<String> texts =
                    place.json().texts("pods", "a CIDR block, or a list", "Write 10.0.4.128/25.");
            for (int i = 0; i < texts.size(); i++) {
                cidr(path + "[" + i + "]", texts.get(i)).ifPresent(ranges::add);
            }
        }
        return ranges;
    }

    private List<Reservation> reservations() {
        List<Reservation> reservations = new ArrayList<>();
        place.eachObject(
                "reservations",
                List.of("cidr", "type", "description"),
                (_, item) -> reservation(item).ifPresent(reservations::add));
        return reservations;
    }

    private Optional<Reservation> reservation(Section item) {
        String allowed = "a CIDR block in the subnet";
        String advice = "Write 10.0.4.64/26.";
        if (!item.has("cidr")) {
            item.violations().missing(item.json().path("cidr"), allowed, advice);
        }
        Optional<Cidr> cidr =
                item.json()
                        .text("cidr", allowed, advice)
                        .flatMap(text -> cidr(item.json().path("cidr"), text));
        String type = item.choice("type", List.of("explicit", "prefix"), "explicit");
        Optional<String> description = item.text("description", Forms.DESCRIPTION, "Shorten it.");
        return cidr.map(
                range ->
                        new Reservation(
                                range,
                                type.equals("prefix")
                                        ? ReservationType.PREFIX
                                        : ReservationType.EXPLICIT,
                                description));
    }

    private Optional<Cidr> cidr(String path, String text) {
        try {
            return Optional.of(Cidr.parse(text));
        } catch (IllegalArgumentException e) {
            place.violations()
                    .add(
                            path,
                            Violation.quoted(text),
                            "a CIDR block in the subnet",
                            "It is refused because " + e.getMessage() + ".");
            return Optional.empty();
        }
    }
}

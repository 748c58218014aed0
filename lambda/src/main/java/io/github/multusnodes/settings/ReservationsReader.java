package io.github.multusnodes.settings;

import com.eclipsesource.json.JsonValue;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.node.CidrReservation;
import io.github.multusnodes.reading.ObjectReader;
import io.github.multusnodes.reading.Violation;
import io.github.multusnodes.reading.Violations;
import io.github.multusnodes.reservation.Wanted;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the list of reservations that a stack wants. */
final class ReservationsReader {

    /** So many ids fit CloudFormation's answer, and so many can be undone in a function's time. */
    private static final int MOST = 100;

    private static final int LONGEST_DESCRIPTION = 255;
    private static final String LIST = "Reservations";
    private static final List<String> KEYS = List.of("SubnetId", "Cidr", "Type", "Description");
    private static final String BLOCK = "an aligned IPv4 or IPv6 block, as 10.0.4.128/25";

    private final String path;
    private final ObjectReader reader;
    private final Violations violations;

    private ReservationsReader(String path, ObjectReader reader, Violations violations) {
        this.path = path;
        this.reader = reader;
        this.violations = violations;
    }

    /** Those of the list that can be used; what is wrong with others is noted. */
    static List<Wanted> read(ObjectReader properties, String nodeGroup, Violations violations) {
        String path = properties.path(LIST);
        Optional<JsonValue> list = properties.get(LIST);
        String allowed = "a list of up to " + MOST + " reservations";
        if (list.isEmpty()) {
            violations.missing(path, allowed, "Give it; the list may be empty.");
            return List.of();
        }
        if (!list.get().isArray()) {
            violations.add(path, list.get().toString(), allowed, "Write a list of objects.");
            return List.of();
        }
        int size = list.get().asArray().size();
        if (size > MOST) {
            String advice = "Split it into several resources.";
            violations.add(path, "a list of " + size, allowed, advice);
        }
        List<Wanted> found = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            String itsPath = path + "[" + i + "]";
            one(itsPath, list.get().asArray().get(i), nodeGroup, violations)
                    .ifPresent(
                            its -> {
                                checkAgainst(found, paths, its, itsPath, violations);
                                found.add(its);
                                paths.add(itsPath);
                            });
        }
        return found;
    }

    private static Optional<Wanted> one(
            String path, JsonValue json, String nodeGroup, Violations violations) {
        if (!json.isObject()) {
            String allowed = "an object with the keys " + String.join(", ", KEYS);
            violations.add(path, json.toString(), allowed, "Write it in braces.");
            return Optional.empty();
        }
        ObjectReader reader = new ObjectReader(path, json.asObject(), KEYS, violations);
        ReservationsReader its = new ReservationsReader(path, reader, violations);
        Optional<String> subnet = its.subnet();
        Optional<Cidr> cidr = its.cidr();
        Optional<CidrReservation.Type> type = its.type();
        String description =
                its.description()
                        .filter(text -> !text.isBlank())
                        .orElse("multus-nodes " + nodeGroup);
        return subnet.isEmpty() || cidr.isEmpty() || type.isEmpty()
                ? Optional.empty()
                : Optional.of(new Wanted(subnet.get(), cidr.get(), type.get(), description));
    }

    private Optional<String> subnet() {
        return required("SubnetId", Ids.SUBNETS, "Copy the id from EC2.")
                .filter(
                        id -> {
                            boolean good = Ids.isSubnet(id);
                            if (!good) {
                                wrong("SubnetId", id, Ids.SUBNETS, "Copy the id from EC2.");
                            }
                            return good;
                        });
    }

    private Optional<Cidr> cidr() {
        return required("Cidr", BLOCK, "Give the block to reserve.")
                .flatMap(
                        text -> {
                            try {
                                return Optional.of(Cidr.parse(text));
                            } catch (IllegalArgumentException malformed) {
                                String advice =
                                        "It is refused because " + malformed.getMessage() + ".";
                                wrong("Cidr", text, BLOCK, advice);
                                return Optional.empty();
                            }
                        });
    }

    private Optional<CidrReservation.Type> type() {
        String allowed =
                Arrays.stream(CidrReservation.Type.values())
                        .map(Object::toString)
                        .collect(Collectors.joining(" or "));
        String advice =
                "Give explicit for addresses that pods name themselves, prefix for prefixes that"
                        + " EC2 delegates.";
        return required("Type", allowed, advice)
                .flatMap(
                        text -> {
                            Optional<CidrReservation.Type> type =
                                    Arrays.stream(CidrReservation.Type.values())
                                            .filter(each -> each.toString().equals(text))
                                            .findFirst();
                            if (type.isEmpty()) {
                                wrong("Type", text, allowed, advice);
                            }
                            return type;
                        });
    }

    private Optional<String> description() {
        String allowed = "text of up to " + LONGEST_DESCRIPTION + " characters";
        Optional<String> text = reader.text("Description", allowed, "Write it in quotes.");
        text.filter(its -> its.length() > LONGEST_DESCRIPTION)
                .ifPresent(its -> wrong("Description", its, allowed, "Shorten it."));
        return text;
    }

    private Optional<String> required(String key, String allowed, String advice) {
        if (reader.get(key).isEmpty()) {
            violations.missing(path + "." + key, allowed, advice);
        }
        return reader.text(key, allowed, advice);
    }

    private void wrong(String key, String value, String allowed, String advice) {
        violations.add(reader.path(key), Violation.quoted(value), allowed, advice);
    }

    private static void checkAgainst(
            List<Wanted> others,
            List<String> paths,
            Wanted its,
            String path,
            Violations violations) {
        for (int i = 0; i < others.size(); i++) {
            Wanted other = others.get(i);
            if (other.subnetId().equals(its.subnetId()) && other.cidr().overlaps(its.cidr())) {
                violations.add(
                        path + ".Cidr",
                        Violation.quoted(its.cidr().toString()),
                        "blocks of a subnet that share no address",
                        "It overlaps with %s of %s; give one of them another, or remove it."
                                .formatted(other.cidr(), paths.get(i)));
                return;
            }
        }
    }
}

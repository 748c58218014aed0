package io.github.multusnodes.settings;

import com.eclipsesource.json.JsonValue;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.node.AddressMode;
import io.github.multusnodes.node.ReservationName;
import io.github.multusnodes.reading.CidrReader;
import io.github.multusnodes.reading.ObjectReader;
import io.github.multusnodes.reading.Violation;
import io.github.multusnodes.reading.Violations;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Reads how a network gets its address of one family. */
final class AddressModeReader {

    private static final String NONE = "none";
    private static final String RESERVATION = "reservation";
    private static final String EXCLUDE = "exclude";
    private static final List<String> KEYS = List.of("mode", RESERVATION, EXCLUDE);
    private static final Pattern RESERVATION_ID = Pattern.compile("scr-[0-9a-f]{1,17}");

    private final Family family;
    private final ObjectReader json;
    private final Violations violations;

    private AddressModeReader(Family family, ObjectReader json, Violations violations) {
        this.family = family;
        this.json = json;
        this.violations = violations;
    }

    /** The mode of a family; where it is absent, {@code lowest-free} or for IPv6 none. */
    static AddressMode read(Family family, ObjectReader network, Violations violations) {
        String key = family == Family.IPV4 ? "ipv4" : "ipv6";
        return new AddressModeReader(family, network.object(key, KEYS), violations).read();
    }

    private AddressMode read() {
        String usual = family == Family.IPV4 ? "lowest-free" : NONE;
        String allowed = "none, lowest-free, reservation or auto";
        String advice = "Leave it out for " + usual + ".";
        String mode = json.text("mode", allowed, advice).orElse(usual);
        List<Cidr> exclude = exclude();
        List<ReservationName> reservations = reservations(mode);
        return switch (mode) {
            case "lowest-free" -> new AddressMode.LowestFree(exclude);
            case RESERVATION -> new AddressMode.InReservations(reservations, exclude);
            case "auto" -> new AddressMode.Auto(exclude);
            case NONE -> {
                if (json.get(EXCLUDE).isPresent()) {
                    violations.add(
                            json.path(EXCLUDE),
                            "set with mode none",
                            "exclude only where there are addresses",
                            "Set a mode, or remove it.");
                }
                yield new AddressMode.None();
            }
            default -> {
                violations.add(json.path("mode"), Violation.quoted(mode), allowed, advice);
                yield new AddressMode.LowestFree(exclude);
            }
        };
    }

    private List<Cidr> exclude() {
        String allowed = "a list of " + family.label() + " CIDR blocks";
        List<Cidr> blocks = new ArrayList<>();
        List<String> texts = json.texts(EXCLUDE, allowed, "Write [\"" + example() + "\"].");
        for (int i = 0; i < texts.size(); i++) {
            block(json.path(EXCLUDE) + "[" + i + "]", texts.get(i), "").ifPresent(blocks::add);
        }
        return blocks;
    }

    private List<ReservationName> reservations(String mode) {
        String path = json.path(RESERVATION);
        String allowed =
                "the id or the " + family.label() + " CIDR block of a reservation, or a list";
        String advice = "Write \"scr-...\" or \"" + example() + "\".";
        Optional<JsonValue> value = json.get(RESERVATION);
        if (value.isEmpty()) {
            if (mode.equals(RESERVATION)) {
                violations.missing(path, allowed, advice);
            }
            return List.of();
        }
        if (!mode.equals(RESERVATION)) {
            violations.add(
                    path,
                    "set with mode " + mode,
                    "reservation only with mode reservation",
                    "Set the mode to reservation, or remove it.");
            return List.of();
        }
        List<ReservationName> names = new ArrayList<>();
        if (value.get().isString()) {
            name(path, value.get().asString()).ifPresent(names::add);
        } else if (value.get().isArray() && !value.get().asArray().isEmpty()) {
            each(json.texts(RESERVATION, allowed, advice), path, names::add);
        } else {
            violations.add(path, value.get().toString(), allowed, advice);
        }
        return names;
    }

    private void each(List<String> texts, String path, Consumer<ReservationName> taker) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < texts.size(); i++) {
            String itemPath = path + "[" + i + "]";
            if (!seen.add(texts.get(i))) {
                String shown = Violation.quoted(texts.get(i)) + " again";
                violations.add(itemPath, shown, "each reservation once", "Remove it.");
            }
            name(itemPath, texts.get(i)).ifPresent(taker);
        }
    }

    private Optional<ReservationName> name(String path, String text) {
        return RESERVATION_ID.matcher(text).matches()
                ? Optional.of(new ReservationName.ById(text))
                : block(path, text, "scr- and up to 17 of 0 to 9 and a to f, or ")
                        .map(ReservationName.ByCidr::new);
    }

    private Optional<Cidr> block(String path, String text, String otherwise) {
        String allowed =
                otherwise + (family == Family.IPV4 ? "an IPv4" : "an IPv6") + " CIDR block";
        String elsewhere = family == Family.IPV4 ? "ipv6" : "ipv4";
        return CidrReader.read(family, path, text, allowed, elsewhere, violations);
    }

    private String example() {
        return family == Family.IPV4 ? "10.0.4.128/25" : "2001:db8:0:4:8000::/80";
    }
}

package io.github.multusnodes.settings;

import com.eclipsesource.json.Json;

import io.github.multusnodes.reading.ObjectReader;
import io.github.multusnodes.reading.Violation;
import io.github.multusnodes.reading.Violations;
import io.github.multusnodes.reservation.Wanted;

import java.util.List;
import java.util.Optional;

/**
 * The properties of a stack's resource that holds CIDR reservations.
 *
 * @param nodeGroup name of the node group, the owner in tags
 * @param reservations all of them, none overlapping another
 */
public record ReservationProperties(String nodeGroup, List<Wanted> reservations) {

    /** No reservation at all. */
    public static final ReservationProperties NONE = new ReservationProperties("", List.of());

    private static final List<String> KEYS =
            List.of("NodeGroup", "Reservations", "ServiceToken", "ServiceTimeout");

    public ReservationProperties {
        reservations = List.copyOf(reservations);
    }

    /**
     * Reads them.
     *
     * @param json an object
     * @throws InvalidSettingsException if anything is wrong, with everything that is
     */
    public static ReservationProperties read(String json) {
        Violations violations = new Violations();
        ReservationProperties properties = read(json, violations);
        InvalidSettingsException.throwIfAny(violations);
        return properties;
    }

    /**
     * What of them can be read, for clearing up: a reservation whose wish could not be read was
     * never made.
     *
     * @param json an object
     */
    public static ReservationProperties readable(String json) {
        return read(json, new Violations());
    }

    private static ReservationProperties read(String json, Violations violations) {
        ObjectReader reader =
                new ObjectReader(
                        "ResourceProperties", Json.parse(json).asObject(), KEYS, violations);
        String nodeGroup = nodeGroup(reader, violations);
        return new ReservationProperties(
                nodeGroup, ReservationsReader.read(reader, nodeGroup, violations));
    }

    private static String nodeGroup(ObjectReader reader, Violations violations) {
        String advice = "Set it to the name of the node group.";
        String path = reader.path("NodeGroup");
        Optional<String> name = reader.text("NodeGroup", Settings.GROUP_NAMES, advice);
        if (reader.get("NodeGroup").isEmpty()) {
            violations.missing(path, Settings.GROUP_NAMES, advice);
        }
        name.filter(its -> !Settings.GROUP_NAME.matcher(its).matches())
                .map(Violation::quoted)
                .ifPresent(its -> violations.add(path, its, Settings.GROUP_NAMES, advice));
        return name.orElse("");
    }
}

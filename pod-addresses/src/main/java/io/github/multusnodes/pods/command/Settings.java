package io.github.multusnodes.pods.command;

import io.github.multusnodes.address.Family;
import io.github.multusnodes.pods.assign.Bounds;
import io.github.multusnodes.pods.assign.Expected;
import io.github.multusnodes.pods.plan.Rules;
import io.github.multusnodes.reading.Violations;

import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How the program is to do its work.
 *
 * @param region empty if instance metadata is to tell
 */
record Settings(
        String primaryInterface,
        Expected expected,
        Rules rules,
        Bounds bounds,
        Optional<String> region,
        URI metadata,
        boolean allowNodeRole) {

    /**
     * Reads arguments, and variables where these do not say.
     *
     * @param violations takes what is wrong; if there is any, what is returned is of no use
     */
    static Settings read(
            Map<Option, String> given, Map<String, String> environment, Violations violations) {
        Values values = new Values(given, environment, violations);
        Bounds usual = Bounds.usual();
        return new Settings(
                values.name(Option.PRIMARY_INTERFACE),
                values.expected(Option.INTERFACES),
                new Rules(values.flag(Option.REASSIGN), slots(values)),
                new Bounds(
                        values.duration(Option.INTERFACES_WITHIN),
                        values.duration(Option.SETTLED_WITHIN),
                        values.duration(Option.GIVEN_BACK_WITHIN),
                        usual.lookingAgain()),
                values.region(Option.REGION),
                values.endpoint(Option.METADATA_ENDPOINT),
                values.flag(Option.ALLOW_NODE_ROLE));
    }

    private static Map<Family, Integer> slots(Values values) {
        Map<Family, Integer> slots = new EnumMap<>(Family.class);
        values.number(Option.IPV4_SLOTS).ifPresent(most -> slots.put(Family.IPV4, most));
        values.number(Option.IPV6_SLOTS).ifPresent(most -> slots.put(Family.IPV6, most));
        return slots;
    }
}

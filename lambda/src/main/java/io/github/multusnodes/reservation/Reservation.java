package io.github.multusnodes.reservation;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.node.CidrReservation;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A CIDR reservation as EC2 shows it.
 *
 * @param description may be empty
 * @param tags with the claims of the stacks that rely on it
 */
public record Reservation(
        String id,
        String subnetId,
        Cidr cidr,
        CidrReservation.Type type,
        String description,
        Map<String, String> tags) {

    public Reservation {
        tags = Map.copyOf(tags);
    }

    /** Whether a stack of ours has said that it relies on it. */
    public boolean isClaimedBy(Claim claim) {
        return tags.containsKey(claim.key());
    }

    /** Whether a stack of ours other than this one relies on it. */
    public boolean isClaimedByOthersThan(Claim claim) {
        return claimKeys().anyMatch(key -> !key.equals(claim.key()));
    }

    /** Whether no stack of ours relies on it: it was made by somebody else. */
    public boolean isForeign() {
        return claimKeys().findAny().isEmpty();
    }

    /** Who relies on it, for people. */
    String holders() {
        return isForeign()
                ? "none of our stacks"
                : claimKeys()
                        .sorted()
                        .map(tags::get)
                        .collect(Collectors.joining(", ", "stack resource ", ""));
    }

    private Stream<String> claimKeys() {
        return tags.keySet().stream().filter(Claim::isKey);
    }

    @Override
    public String toString() {
        return id + " (" + cidr + ", " + type + ") of " + subnetId;
    }
}

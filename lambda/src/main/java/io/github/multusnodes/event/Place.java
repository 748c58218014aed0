package io.github.multusnodes.event;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where an instance comes from or goes to. */
public enum Place {
    EC2("EC2"),
    AUTO_SCALING_GROUP("AutoScalingGroup"),
    WARM_POOL("WarmPool");

    private final String spelling;

    Place(String spelling) {
        this.spelling = spelling;
    }

    static Optional<Place> spelled(String text) {
        return Arrays.stream(values()).filter(place -> place.spelling.equals(text)).findFirst();
    }

    static String spellings() {
        return Arrays.stream(values())
                .map(place -> place.spelling)
                .collect(Collectors.joining(", "));
    }
}

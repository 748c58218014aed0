package io.github.multusnodes.telemetry;

import java.util.Locale;

/** Every key a log line can have besides its timestamp, level and message. Queries rely on them. */
public enum LogKey {
    EVENT,
    NODE_GROUP,
    GROUP,
    HOOK,
    INSTANCE,
    NETWORK,
    SUBNET,
    ADDRESS,
    ADDRESSES,
    RANGE,
    PREFIXES,
    ENI,
    NETWORK_CARD_INDEX,
    DEVICE_INDEX,
    NODE,
    POD,
    PODS,
    PODS_LEFT,
    DRAIN,
    STEP,
    OUTCOME,
    REASON,
    ERROR_CODE,
    REQUEST_ID,
    ATTEMPT,
    CALLS,
    DURATION_MS,
    STACK,
    RESOURCE,
    RESERVATION,
    STACK_TRACE;

    /** The key as it stands in the line. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}

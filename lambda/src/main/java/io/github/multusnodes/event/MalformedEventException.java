package io.github.multusnodes.event;

import io.github.multusnodes.node.LifecycleAction;

import java.util.Optional;

/** An event is not as AWS sends it. The message names the field, its value and what is allowed. */
public final class MalformedEventException extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final int LONGEST_VALUE = 60;

    private final String field;
    private final String value;
    private final String allowed;
    private final transient Optional<LifecycleAction> waitingLaunch;

    MalformedEventException(
            String field, String value, String allowed, Optional<LifecycleAction> waitingLaunch) {
        String shown =
                value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "...";
        super(
                field
                        + " is "
                        + shown
                        + "; allowed: "
                        + allowed
                        + ". Send the event as AWS does; test-events/ has one of each kind.");
        this.field = field;
        this.value = shown;
        this.allowed = allowed;
        this.waitingLaunch = waitingLaunch;
    }

    /** Where, as in {@code detail.EC2InstanceId}. */
    public String field() {
        return field;
    }

    /** What was found there, cut short where it is long, or {@code missing}. */
    public String value() {
        return value;
    }

    public String allowed() {
        return allowed;
    }

    /** The launch that still waits, where enough of it could be read to answer its hook. */
    public Optional<LifecycleAction> waitingLaunch() {
        return waitingLaunch;
    }
}

package io.github.multusnodes.retry;

/**
 * The time of this run is used up and what stands in the way may pass: nothing is undone, the event
 * is to come again, and the next run goes on from what is there.
 */
public final class OutOfTime extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OutOfTime(String message) {
        super(message);
    }

    public OutOfTime(String message, Throwable cause) {
        super(message, cause);
    }
}

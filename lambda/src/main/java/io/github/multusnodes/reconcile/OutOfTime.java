package io.github.multusnodes.reconcile;

/**
 * The time of this run is used up and what stands in the way may pass: nothing is undone, the event
 * is to come again, and the next run goes on from what is there.
 */
final class OutOfTime extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutOfTime(String message) {
        super(message);
    }

    OutOfTime(String message, Throwable cause) {
        super(message, cause);
    }
}

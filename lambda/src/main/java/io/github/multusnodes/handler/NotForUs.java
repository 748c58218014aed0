package io.github.multusnodes.handler;

import io.github.multusnodes.event.InstanceLaunching;
import io.github.multusnodes.event.InstanceTerminating;
import io.github.multusnodes.event.Unrelated;

/** An event that a function has no business with. */
final class NotForUs extends RuntimeException {

    static final String LAUNCHES = "EC2 Instance-launch Lifecycle Action";
    static final String TERMINATIONS = "EC2 Instance-terminate Lifecycle Action";

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_NAME = 60;

    private NotForUs(String handled, String what) {
        super(
                "This function handles \""
                        + handled
                        + "\"; this event is "
                        + what
                        + ". Nothing was changed. Check the rule or notification target that sent"
                        + " it here.");
    }

    /** A termination came to the function of launches. */
    static NotForUs because(InstanceTerminating event) {
        return new NotForUs(
                LAUNCHES,
                "a termination of "
                        + event.instanceId()
                        + " by hook '"
                        + event.action().hook()
                        + "'");
    }

    /** A launch came to the function of terminations. */
    static NotForUs because(InstanceLaunching event) {
        return new NotForUs(
                TERMINATIONS,
                "a launch of " + event.instanceId() + " by hook '" + event.action().hook() + "'");
    }

    /**
     * Something else came.
     *
     * @param handled what the function handles
     */
    static NotForUs because(Unrelated event, String handled) {
        return new NotForUs(
                handled,
                "'" + cut(event.detailType()) + "' of source '" + cut(event.source()) + "'");
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME) + "...";
    }
}

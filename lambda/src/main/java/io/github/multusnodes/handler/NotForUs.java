package io.github.multusnodes.handler;

/** An event that this function has no business with. */
final class NotForUs extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotForUs(String what) {
        super(
                "This function handles \"EC2 Instance-launch Lifecycle Action\"; this event is "
                        + what
                        + ". Nothing was changed. Check the rule or notification target that sent"
                        + " it here.");
    }
}

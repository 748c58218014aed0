package io.github.multusnodes.reconcile;

/** The instance ends while it is worked on: what it got is to be given back. */
final class InstanceEnded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InstanceEnded(String instanceId) {
        super("Instance " + instanceId + " is shutting down or terminated");
    }
}

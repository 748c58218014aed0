package io.github.multusnodes.simulator.cli;

/** The run did not come to its end; the message says why. */
final class RunFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RunFailed(String message) {
        super(message);
    }
}

package io.github.multusnodes.simulator.fault;

/**
 * The caller's process has ended. An {@link Error}, for no code of the caller may go on after it:
 * whoever plays the process in a test lets it unwind to there.
 */
public final class ProcessEnded extends Error {

    private static final long serialVersionUID = 1L;

    public ProcessEnded(String caller) {
        super("The process of " + caller + " has ended");
    }
}

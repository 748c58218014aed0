package io.github.multusnodes.pods.assign;

/** The pod ends while something is still under way. */
final class Ending extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Ending() {
        super("The pod ends");
    }
}

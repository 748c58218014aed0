package io.github.multusnodes.pods.cluster;

/** What the API server knows does not go back so far: 410 Gone. */
final class Expired extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Expired(String message) {
        super(message);
    }
}

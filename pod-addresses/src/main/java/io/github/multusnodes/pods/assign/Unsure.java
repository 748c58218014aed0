package io.github.multusnodes.pods.assign;

import io.github.multusnodes.retry.CloudFailure;

/** Nobody knows whether a change took effect: another look tells. */
final class Unsure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final CloudFailure failure;

    Unsure(CloudFailure failure) {
        super(failure.text(), failure);
        this.failure = failure;
    }

    CloudFailure failure() {
        return failure;
    }
}

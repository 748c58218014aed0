package io.github.multusnodes.port;

import io.github.multusnodes.retry.CloudFailure;

import java.net.URI;

/** Where CloudFormation waits for the answers to its requests. */
public interface StackAnswers {

    /**
     * Puts an answer there; the same may be put again.
     *
     * @param url pre-signed, and so a credential
     * @throws CloudFailure if it was not taken; the failure tells nothing of the URL but its host
     */
    void put(URI url, String json);
}

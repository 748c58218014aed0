package io.github.multusnodes.query;

import io.github.multusnodes.retry.CloudFailure;

import software.amazon.awssdk.core.exception.SdkException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/**
 * A client of one service: each call is one request, counted, and what fails is told in our words.
 * Safe for use by several threads.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/Query-Requests.html">Query
 *     requests</a>
 */
public final class QueryClient {

    private final Service service;
    private final URI endpoint;
    private final SignedHttp http;
    private final Calls calls;

    QueryClient(Service service, URI endpoint, SignedHttp http, Calls calls) {
        this.service = service;
        this.endpoint = endpoint;
        this.http = http;
        this.calls = calls;
    }

    /**
     * Makes a call.
     *
     * @return the answer
     * @throws CloudFailure if there is none, it cannot be read, or it is an error
     */
    public Element call(Query query) {
        String action = query.action();
        calls.count();
        Answer answer;
        try {
            answer = http.post(service.id(), endpoint, query.form(service.version()));
        } catch (IOException | UncheckedIOException | SdkException broken) {
            throw Failures.unanswered(action, broken);
        }
        return switch (answer.status() / 100) {
            case 2 -> Element.read(action, answer.body());
            default -> throw Failures.refused(action, answer);
        };
    }
}

package io.github.multusnodes.simulator.wire.cloudformation;

import io.github.multusnodes.simulator.state.cloudformation.Answers;
import io.github.multusnodes.simulator.wire.RestApi;
import io.github.multusnodes.simulator.wire.RestCall;
import io.github.multusnodes.simulator.wire.RestRequest;

/** The bucket of answers; all that is not put there goes to the next API. */
public final class AnswerApi implements RestApi {

    private final Answers answers;
    private final RestApi next;

    public AnswerApi(Answers answers, RestApi next) {
        this.answers = answers;
        this.next = next;
    }

    @Override
    public RestCall route(RestRequest request) {
        return request.path().startsWith(Answers.BUCKET)
                ? new PutAnswer(answers, request)
                : next.route(request);
    }
}

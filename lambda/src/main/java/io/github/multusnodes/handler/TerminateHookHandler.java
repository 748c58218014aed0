package io.github.multusnodes.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import io.github.multusnodes.event.InstanceLaunching;
import io.github.multusnodes.event.InstanceTerminating;
import io.github.multusnodes.event.LifecycleEvent;
import io.github.multusnodes.event.Malformed;
import io.github.multusnodes.event.TestNotification;
import io.github.multusnodes.event.Unrelated;
import io.github.multusnodes.node.Destination;
import io.github.multusnodes.wiring.LambdaEnvironment;
import io.github.multusnodes.wiring.Wiring;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;

/**
 * The function behind the termination hook. It answers each event with one JSON object; what may
 * pass is thrown, so that Lambda delivers the event again. An event that cannot be read or is not
 * for it is thrown as well, so that it ends where somebody looks, in the dead-letter queue; the
 * node it may have been about is found by the sweep.
 */
public final class TerminateHookHandler implements RequestStreamHandler {

    private final Wiring wiring;

    /** For Lambda: connects to AWS. */
    public TerminateHookHandler() {
        this(LambdaEnvironment.wiring());
    }

    public TerminateHookHandler(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        Instant end = wiring.now().plusMillis(context.getRemainingTimeInMillis());
        Answers.toEvents(input, output, event -> answer(event, end));
    }

    private String answer(LifecycleEvent event, Instant end) {
        return switch (event) {
            case InstanceTerminating leaving ->
                    wiring.terminate()
                            .handle(
                                    leaving.action(),
                                    leaving.instanceId(),
                                    leaving.entersWarmPool()
                                            ? Destination.WARM_POOL
                                            : Destination.TERMINATION,
                                    end)
                            .label();
            case TestNotification test -> Answers.toTest(test, wiring.log());
            case Malformed malformed -> {
                wiring.countMalformed();
                throw malformed.problem();
            }
            case InstanceLaunching launching -> throw NotForUs.because(launching);
            case Unrelated unrelated -> throw NotForUs.because(unrelated, NotForUs.TERMINATIONS);
        };
    }
}

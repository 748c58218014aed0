package io.github.multusnodes.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import io.github.multusnodes.event.InstanceLaunching;
import io.github.multusnodes.event.InstanceTerminating;
import io.github.multusnodes.event.LifecycleEvent;
import io.github.multusnodes.event.Malformed;
import io.github.multusnodes.event.TestNotification;
import io.github.multusnodes.event.Unrelated;
import io.github.multusnodes.node.Refused;
import io.github.multusnodes.node.Refused.Reason;
import io.github.multusnodes.wiring.LambdaEnvironment;
import io.github.multusnodes.wiring.Wiring;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The function behind the launch hook. It answers each event with one JSON object; what may pass is
 * thrown, so that Lambda delivers the event again; an event that is not for it is thrown as well,
 * so that it ends where somebody looks, in the dead-letter queue.
 */
public final class LaunchHookHandler implements RequestStreamHandler {

    private static final String REHEARSED =
            """
            {"detail-type": "EC2 Instance-launch Lifecycle Action", "source": "aws.autoscaling",
             "detail": {"LifecycleActionToken": "87654321-4321-4321-4321-210987654321",
              "AutoScalingGroupName": "rehearsal", "LifecycleHookName": "rehearsal",
              "EC2InstanceId": "i-0123456789abcdef0",
              "LifecycleTransition": "autoscaling:EC2_INSTANCE_LAUNCHING"}}
            """;

    private static final String WENT_ON = "{\"outcomes\":[\"continue\"]}";

    private final Wiring wiring;

    /** For Lambda: connects to AWS. */
    public LaunchHookHandler() {
        this(LambdaEnvironment.wiring());
        LambdaEnvironment.rehearse(wiring -> new LaunchHookHandler(wiring).rehearse());
    }

    private void rehearse() throws IOException {
        InputStream event = new ByteArrayInputStream(REHEARSED.getBytes(StandardCharsets.UTF_8));
        Instant end = wiring.now().plusSeconds(60);
        ByteArrayOutputStream outcome = new ByteArrayOutputStream();
        Answers.toEvents(event, outcome, its -> answer(its, end));
        String told = outcome.toString(StandardCharsets.UTF_8);
        if (!told.equals(WENT_ON)) {
            throw new IllegalStateException("It ended with " + told + " and not with " + WENT_ON);
        }
    }

    public LaunchHookHandler(Wiring wiring) {
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
            case InstanceLaunching launching ->
                    wiring.launch().handle(launching.action(), launching.instanceId(), end).label();
            case TestNotification test -> Answers.toTest(test, wiring.log());
            case Malformed malformed -> refuse(malformed, end);
            case InstanceTerminating leaving -> throw NotForUs.because(leaving);
            case Unrelated unrelated -> throw NotForUs.because(unrelated, NotForUs.LAUNCHES);
        };
    }

    /** A launch that waits is abandoned at once: the event will not get better by coming again. */
    private String refuse(Malformed malformed, Instant end) {
        wiring.countMalformed();
        String problem = String.valueOf(malformed.problem().getMessage());
        return malformed
                .problem()
                .waitingLaunch()
                .map(
                        action ->
                                wiring.launch()
                                        .refuse(
                                                action,
                                                new Refused(
                                                        Reason.MALFORMED_EVENT,
                                                        problem,
                                                        malformed.problem()),
                                                end)
                                        .label())
                .orElseThrow(malformed::problem);
    }
}

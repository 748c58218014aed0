package io.github.multusnodes.handler;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.eclipsesource.json.Json;

import io.github.multusnodes.reconcile.StackRefused;
import io.github.multusnodes.reconcile.StackRefused.Reason;
import io.github.multusnodes.reservation.Claim;
import io.github.multusnodes.settings.InvalidSettingsException;
import io.github.multusnodes.stack.StackAnswer;
import io.github.multusnodes.stack.StackRequest;
import io.github.multusnodes.stack.StackRequests;
import io.github.multusnodes.telemetry.LogKey;
import io.github.multusnodes.telemetry.StepLog;
import io.github.multusnodes.wiring.StackWiring;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * One run for a custom resource: whatever becomes of the request, CloudFormation gets an answer.
 * The run fails only if none could be given, so that Lambda repeats it.
 */
final class StackRun {

    private static final String SUCCESS = "success";
    private static final String FAILED = "failed";

    private final StackWiring wiring;
    private final String kind;
    private final Work work;

    /** What a request asks for. */
    @FunctionalInterface
    interface Work {
        /**
         * Does it.
         *
         * @param end when it must have ended
         * @return what the template can read
         */
        Map<String, String> does(StackRequest request, Claim resource, StepLog log, Instant end);
    }

    /**
     * @param kind of resource, in its physical id
     */
    StackRun(StackWiring wiring, String kind, Work work) {
        this.wiring = wiring;
        this.kind = kind;
        this.work = work;
    }

    void answer(InputStream input, OutputStream output, Context context) throws IOException {
        Instant start = wiring.now();
        Instant end = start.plusMillis(context.getRemainingTimeInMillis());
        StackRequest request = StackRequests.read(input.readAllBytes());
        StackRequest.Envelope envelope = request.envelope();
        Claim resource = Claim.of(envelope.stackId(), envelope.logicalId());
        StepLog log =
                wiring.log()
                        .with(LogKey.STACK, envelope.stackId())
                        .with(LogKey.RESOURCE, envelope.logicalId())
                        .with(LogKey.REQUEST_ID, envelope.requestId());
        StackAnswer answer = outcome(request, resource, log, start, end);
        String physicalId =
                request.physicalId().orElse("multus-nodes-" + kind + "-" + resource.id());
        wiring.reply().send(envelope.responseUrl(), answer.json(envelope, physicalId), log, end);
        output.write(told(answer).getBytes(UTF_8));
    }

    private StackAnswer outcome(
            StackRequest request, Claim resource, StepLog log, Instant start, Instant end) {
        try {
            if (request instanceof StackRequest.Malformed malformed) {
                return failure(log, start, Reason.MALFORMED_REQUEST, malformed.problem());
            }
            Map<String, String> data =
                    work.does(request, resource, log, wiring.reply().workEnd(end));
            summary(log, start, SUCCESS).info("The resource is as asked for");
            return new StackAnswer.Success(data);
        } catch (StackRefused refused) {
            if (refused.reason() == Reason.UNEXPECTED) {
                log.error("Unexpected failure", refused);
            }
            return failure(log, start, refused.reason(), refused.text());
        } catch (InvalidSettingsException invalid) {
            return failure(
                    log,
                    start,
                    Reason.INVALID_PROPERTIES,
                    invalid.getMessage() + "\nNothing was changed.");
        } catch (RuntimeException | Error unexpected) {
            log.error("Unexpected failure", unexpected);
            return failure(log, start, Reason.UNEXPECTED, "A defect: " + unexpected);
        }
    }

    private StackAnswer failure(StepLog log, Instant start, Reason reason, String text) {
        summary(log, start, FAILED)
                .with(LogKey.ERROR_CODE, reason.name())
                .with(LogKey.REASON, text)
                .error("The resource cannot be as asked for");
        return new StackAnswer.Failure(reason + ": " + text);
    }

    private StepLog summary(StepLog log, Instant start, String outcome) {
        return log.with(LogKey.STEP, "summary")
                .with(LogKey.OUTCOME, outcome)
                .with(LogKey.DURATION_MS, Duration.between(start, wiring.now()).toMillis());
    }

    private static String told(StackAnswer answer) {
        return switch (answer) {
            case StackAnswer.Success _ -> Json.object().add("outcome", SUCCESS).toString();
            case StackAnswer.Failure(String reason) ->
                    Json.object().add("outcome", FAILED).add("reason", reason).toString();
        };
    }
}

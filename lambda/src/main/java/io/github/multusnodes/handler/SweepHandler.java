package io.github.multusnodes.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import io.github.multusnodes.wiring.LambdaEnvironment;
import io.github.multusnodes.wiring.Wiring;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The function behind the schedule. Its event does not matter, but {@code {"dryRun": true}} makes a
 * sweep that changes nothing. It answers with one JSON object: figures, and each thing that it did
 * or would do. With settings or an event that cannot be used it throws, and changes nothing.
 */
public final class SweepHandler implements RequestStreamHandler {

    private final Wiring wiring;

    /** For Lambda: connects to AWS. */
    public SweepHandler() {
        this(LambdaEnvironment.wiring());
    }

    public SweepHandler(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        Instant end = wiring.now().plusMillis(context.getRemainingTimeInMillis());
        boolean dryRun =
                SweepRequest.isDryRun(new String(input.readAllBytes(), StandardCharsets.UTF_8));
        String answer = SweepAnswer.json(wiring.sweep().run(dryRun, end));
        output.write(answer.getBytes(StandardCharsets.UTF_8));
    }
}

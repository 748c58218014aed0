package io.github.multusnodes.simulator.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import java.io.InputStream;
import java.io.OutputStream;

/** A function whose process ends while it is initialised. */
public final class ExitingHandler implements RequestStreamHandler {

    public ExitingHandler() {
        System.exit(7);
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) {
        throw new IllegalStateException("never reached");
    }
}

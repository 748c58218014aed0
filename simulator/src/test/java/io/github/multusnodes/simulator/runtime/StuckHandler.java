package io.github.multusnodes.simulator.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;

/** A function whose initialisation never ends. */
public final class StuckHandler implements RequestStreamHandler {

    public StuckHandler() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) {
        throw new IllegalStateException("never reached");
    }
}

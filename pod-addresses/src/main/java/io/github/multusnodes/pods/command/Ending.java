package io.github.multusnodes.pods.command;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * The end of a sidecar by SIGTERM: it is told, gives back what it has, and the program ends with
 * its exit code rather than with that of the signal. Who takes too long is not waited for.
 */
final class Ending {

    /** Until the sidecar sees that it is to end, and for its last words. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    private final AtomicBoolean asked = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);
    private final Duration most;
    private volatile int code;

    /**
     * @param givingBack how long that may take
     */
    Ending(Duration givingBack) {
        this.most = givingBack.plus(SLACK);
    }

    /**
     * Handles the signal from now on.
     *
     * @return whether it has come
     */
    BooleanSupplier begin() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "ending"));
        return asked::get;
    }

    /** The work is done. */
    void done(ExitCode with) {
        code = with.code();
        done.countDown();
    }

    private void end() {
        asked.set(true);
        try {
            if (done.await(most.toMillis(), TimeUnit.MILLISECONDS)) {
                Runtime.getRuntime().halt(code);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.github.multusnodes.pods.command;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * The end of a program by SIGTERM: it is told, does what it has to, and the program ends with its
 * exit code rather than with that of the signal.
 */
final class Ending {

    /** Until the program sees that it is to end, and for its last words. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    private final AtomicBoolean asked = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);
    private final Duration most;
    private final Optional<ExitCode> late;
    private volatile int code;

    private Ending(Duration most, Optional<ExitCode> late) {
        this.most = most;
        this.late = late;
    }

    /**
     * One at which something is given back. Who takes too long is not waited for, and the exit code
     * is then that of the signal.
     */
    static Ending givingBack(Duration within) {
        return new Ending(within.plus(SLACK), Optional.empty());
    }

    /** One at which nothing has to be done: it is as well if it comes in the middle of a call. */
    static Ending leavingAll() {
        return new Ending(SLACK, Optional.of(ExitCode.DONE));
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
            late.ifPresent(its -> Runtime.getRuntime().halt(its.code()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

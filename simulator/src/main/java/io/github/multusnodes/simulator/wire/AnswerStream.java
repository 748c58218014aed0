package io.github.multusnodes.simulator.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** An answer that goes on as things happen. One thread reads it; any may close it. */
public interface AnswerStream extends AutoCloseable {

    /**
     * Waits for what comes next, without the world's lock.
     *
     * @param most how long it waits, in simulated time
     * @return what has come, or nothing if nothing came in time; empty at the answer's end
     * @throws IOException if the connection breaks, or was closed
     */
    Optional<String> next(Duration most) throws IOException;

    @Override
    void close();
}

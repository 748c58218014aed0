package io.github.multusnodes.simulator.transport;

import io.github.multusnodes.simulator.wire.AnswerStream;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The bytes of an answer that goes on: reading waits in simulated time. */
final class LiveInputStream extends InputStream {

    private final AnswerStream stream;
    private final Duration readTimeout;
    private byte[] come = new byte[0];
    private int read;

    LiveInputStream(AnswerStream stream, Duration readTimeout) {
        this.stream = stream;
        this.readTimeout = readTimeout;
    }

    @Override
    public int read() throws IOException {
        return await() ? come[read++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!await()) {
            return -1;
        }
        int count = Math.min(length, come.length - read);
        System.arraycopy(come, read, bytes, offset, count);
        read += count;
        return count;
    }

    @Override
    public int available() {
        return come.length - read;
    }

    @Override
    public void close() {
        stream.close();
    }

    /** Whether there is a byte to read; none at the end. */
    private boolean await() throws IOException {
        if (read < come.length) {
            return true;
        }
        Optional<String> next = stream.next(readTimeout);
        if (next.isEmpty()) {
            return false;
        }
        if (next.get().isEmpty()) {
            throw new SocketTimeoutException("Read timed out");
        }
        come = next.get().getBytes(StandardCharsets.UTF_8);
        read = 0;
        return true;
    }
}

package io.github.multusnodes.infra.node;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A process, and what it has said so far: one stream of lines, errors among them. */
final class Running implements AutoCloseable {

    private final Process process;

    /** Read at once, so that no process waits for a reader; nothing is the end. */
    private final BlockingQueue<Optional<String>> output = new LinkedBlockingQueue<>();

    private final List<String> said = new ArrayList<>();

    Running(List<String> command) throws IOException {
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread.startVirtualThread(this::read);
    }

    private void read() {
        process.inputReader().lines().map(Optional::of).forEach(output::add);
        output.add(Optional.empty());
    }

    long pid() {
        return process.pid();
    }

    /**
     * Reads on until a line has a text.
     *
     * @return that line
     * @throws AssertionError if the process ends without it
     */
    String awaits(String text) throws InterruptedException {
        for (Optional<String> line = next(); line.isPresent(); line = next()) {
            if (line.get().contains(text)) {
                return line.get();
            }
        }
        throw new AssertionError("Ended without saying \"" + text + "\", but: " + said);
    }

    /** Waits for its end. */
    Ended end() throws InterruptedException {
        Optional<String> line;
        do {
            line = next();
        } while (line.isPresent());
        return new Ended(process.waitFor(), List.copyOf(said));
    }

    private Optional<String> next() throws InterruptedException {
        Optional<String> line = output.take();
        line.ifPresentOrElse(said::add, () -> output.add(Optional.empty()));
        return line;
    }

    /** Kills it and what it has started, as the out-of-memory killer would. */
    Ended kill() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.toHandle().destroyForcibly();
        return end();
    }

    @Override
    public void close() {
        try {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How a process has ended. */
    record Ended(int status, List<String> said) {

        /** The lines, if it succeeded. */
        List<String> lines() {
            if (status != 0) {
                throw new AssertionError("Status " + status + ": " + said);
            }
            return said;
        }
    }
}

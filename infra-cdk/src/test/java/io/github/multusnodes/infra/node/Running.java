package io.github.multusnodes.infra.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A process, and what it has said so far: one stream of lines, errors among them. */
final class Running implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;
    private final List<String> said = new ArrayList<>();

    Running(List<String> command) throws IOException {
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        output = process.inputReader();
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
    String awaits(String text) throws IOException {
        return awaits(line -> line.contains(text), text);
    }

    private String awaits(Predicate<String> wanted, String what) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            if (wanted.test(line)) {
                return line;
            }
        }
        throw new AssertionError("Ended without saying \"" + what + "\", but: " + said);
    }

    /** Waits for its end. */
    Ended end() throws InterruptedException {
        output.lines().forEach(said::add);
        return new Ended(process.waitFor(), List.copyOf(said));
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

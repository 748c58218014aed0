package io.github.multusnodes.pods.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What a process has in memory, in megabytes of a million bytes. */
final class Memory {

    private static final Duration OFTEN = Duration.ofMillis(2);

    private final Path status;
    private volatile double peak;
    private volatile double anonymous;

    private Memory(Path status) {
        this.status = status;
    }

    /** Looks at it until it ends: nobody else can tell afterwards. */
    static Memory of(Process process) {
        Memory memory = new Memory(Path.of("/proc", Long.toString(process.pid()), "status"));
        Thread.ofPlatform().daemon().start(() -> memory.follow(process));
        return memory;
    }

    private void follow(Process process) {
        while (process.isAlive()) {
            read();
            LockSupport.parkNanos(OFTEN.toNanos());
        }
    }

    /** A process that is just ending has no figures any more. */
    private void read() {
        try {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith("VmHWM:")) {
                    peak = megabytes(line);
                } else if (line.startsWith("RssAnon:")) {
                    anonymous = megabytes(line);
                }
            }
        } catch (IOException gone) {
            return;
        }
    }

    /** With what it shares with others that run the same program, such as the AOT cache. */
    double peak() {
        return peak;
    }

    /** What it shares with nobody. */
    double anonymous() {
        return anonymous;
    }

    private static double megabytes(String line) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024 / 1e6;
    }
}

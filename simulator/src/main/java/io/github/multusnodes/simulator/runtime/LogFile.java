package io.github.multusnodes.simulator.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process writes. A file and no pipe: all that was written before some moment can be read at
 * that moment.
 */
final class LogFile {

    private final Path path;
    private long read;

    LogFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** The lines written since they were last asked for. */
    List<String> newLines() throws IOException {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] bytes = new byte[Math.toIntExact(file.length() - read)];
            file.seek(read);
            file.readFully(bytes);
            read += bytes.length;
            return new String(bytes, UTF_8).lines().toList();
        }
    }
}

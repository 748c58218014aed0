package io.github.multusnodes.infra.boot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;

/**
 * One of the emulator's sockets, on which commands and answers are JSON, one a line: its own
 * monitor (QMP) or the agent in the guest. What comes in between, as events do, is passed over.
 */
final class JsonSocket implements AutoCloseable {

    static final ObjectMapper JSON = JsonMapper.builder().build();

    private final SocketChannel channel;
    private final BufferedReader lines;

    private JsonSocket(SocketChannel channel) {
        this.channel = channel;
        this.lines =
                new BufferedReader(
                        Channels.newReader(channel, StandardCharsets.UTF_8.newDecoder(), 1 << 16));
    }

    static JsonSocket connect(Path path) {
        try {
            return new JsonSocket(SocketChannel.open(UnixDomainSocketAddress.of(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(path.toString(), e);
        }
    }

    /**
     * Sends a command and waits for its answer.
     *
     * @throws IllegalStateException if the answer is an error
     */
    JsonNode ask(String command, Map<String, ?> arguments) {
        tell(command, arguments);
        JsonNode answer = await(line -> line.has("return") || line.has("error"));
        if (answer.has("error")) {
            throw new IllegalStateException("%s %s: %s".formatted(command, arguments, answer));
        }
        return answer.get("return");
    }

    /** Sends a command that has no answer. */
    void tell(String command, Map<String, ?> arguments) {
        try {
            String line =
                    JSON.writeValueAsString(Map.of("execute", command, "arguments", arguments));
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(line + "\n");
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(command, e);
        }
    }

    JsonNode await(Predicate<JsonNode> wanted) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode message = JSON.readTree(line);
                if (wanted.test(message)) {
                    return message;
                }
            }
            throw new EOFException("the emulator has closed the connection");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

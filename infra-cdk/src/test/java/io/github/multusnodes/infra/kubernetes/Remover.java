package io.github.multusnodes.infra.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The remover of the startup taint at work: the script of the rendered ConfigMap, in bash, with the
 * environment of the rendered container, on a node whose files are in a folder.
 */
final class Remover implements AutoCloseable {

    private static final int LONGEST_SECONDS = 90;

    private final Process process;
    private final BufferedReader output;
    private final List<String> said = new ArrayList<>();

    /** One that says nothing more is ended, so that nobody waits for it for ever. */
    private Remover(Process process) {
        this.process = process;
        CompletableFuture.delayedExecutor(LONGEST_SECONDS, TimeUnit.SECONDS).execute(this::close);
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static Remover start(Rendered rendered, Path node, NodeApi api) throws IOException {
        Path script = node.resolve("not-ready.sh");
        Files.writeString(
                script,
                rendered.document("not-ready.yaml", "ConfigMap").at("/data/not-ready.sh").asText());
        token(node, "first");
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString());
        Map<String, String> environment = builder.environment();
        for (JsonNode variable :
                rendered.document("not-ready.yaml", "DaemonSet")
                        .at("/spec/template/spec/containers/0/env")) {
            environment.put(
                    variable.path("name").asText(),
                    variable.has("value") ? variable.path("value").asText() : NodeApi.NODE);
        }
        environment.put("API", api.url());
        environment.put("ACCOUNT", node.toString());
        environment.put("ROOT", node.toString());
        environment.put("POLL_SECONDS", "0");
        environment.put("MOST_SECONDS", "0");
        return new Remover(builder.redirectErrorStream(true).start());
    }

    /** Writes the token that the pod has. */
    static void token(Path node, String token) throws IOException {
        Files.writeString(node.resolve("token"), token + "\n");
    }

    /** Waits until it says something with this text in it. */
    Remover says(String text) {
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said.add(line);
                if (line.contains(text)) {
                    return this;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("It ended without saying \"" + text + "\", but: " + said);
    }

    /** What it has said last has this text in it. */
    void hasSaid(String text) {
        assertThat(said.getLast()).contains(text);
    }

    List<String> said() {
        return List.copyOf(said);
    }

    /** Ends as a pod does, and gives its exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}

package io.github.multusnodes.pods.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The packaged jar as a process, with the flags of the image. */
final class Program implements AutoCloseable {

    private static final Path JAR = Path.of("target", "multus-nodes-pod-addresses.jar");

    private static final List<String> FLAGS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xss512k",
                    "-Xmx24m",
                    "-XX:MaxMetaspaceSize=48m",
                    "-XX:ReservedCodeCacheSize=16m",
                    "-XX:-UsePerfData");

    private final Process process;
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private Program(Process process) {
        this.process = process;
        this.reader = Thread.ofPlatform().daemon().start(this::read);
    }

    /**
     * Starts it. Nothing of this process's own variables comes with it.
     *
     * @param variables its variables
     */
    static Program start(Map<String, String> variables, String... arguments) throws IOException {
        assertThat(JAR).isRegularFile();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(variables);
        return new Program(builder.start());
    }

    private void read() {
        try (var lines = process.inputReader()) {
            lines.lines().forEach(said::add);
        } catch (UncheckedIOException | IOException ended) {
            said.add("(" + ended.getMessage() + ")");
        }
    }

    /** What it has said so far. */
    List<String> said() {
        return said;
    }

    /** Waits until it has said something. */
    void awaitLine(String text) throws Exception {
        Waiting.until(
                text + " in " + said,
                () -> {
                    assertThat(process.isAlive() || reader.isAlive() || has(text))
                            .as("it goes on until it says '%s': %s", text, said)
                            .isTrue();
                    return has(text);
                });
    }

    private boolean has(String text) {
        return said.stream().anyMatch(line -> line.contains(text));
    }

    /** Asks it to end, as the kubelet does. */
    void terminate() {
        process.destroy();
    }

    /** Waits for its end. */
    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(Waiting.MOST.toSeconds(), TimeUnit.SECONDS))
                .as("it ends: %s", said)
                .isTrue();
        reader.join();
        return process.exitValue();
    }

    /** The most memory that it has had resident, in kB. */
    long peak() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

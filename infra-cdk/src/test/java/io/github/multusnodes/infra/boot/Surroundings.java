package io.github.multusnodes.infra.boot;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A network namespace that leads nowhere, with the instance's metadata service at its link-local
 * address: a machine in it cannot reach that of the host on which the tests run.
 */
final class Surroundings implements AutoCloseable {

    private static final String SERVICE = "io.github.multusnodes.infra.node.Imds";
    private static final Duration START = Duration.ofMinutes(1);

    private final Process service;
    private final Path folder;
    private final Path metadata;

    private Surroundings(Process service, Path folder) {
        this.service = service;
        this.folder = folder;
        this.metadata = folder.resolve("meta-data");
    }

    /**
     * Makes the namespace and waits until the service listens in it.
     *
     * @param instance the instance's id
     * @param primary its interface with index 0
     */
    static Surroundings create(String instance, Nic primary) {
        try {
            Path folder = Files.createTempDirectory("imds");
            Process service =
                    new ProcessBuilder(
                                    "unshare",
                                    "--net",
                                    "sh",
                                    "-c",
                                    "ip link set lo up && ip address add 169.254.169.254/32 dev lo"
                                            + " && exec \"$@\"",
                                    "imds",
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:TieredStopAtLevel=1",
                                    "-XX:+UseSerialGC",
                                    "-cp",
                                    Path.of("target", "test-classes").toString(),
                                    SERVICE,
                                    folder.toString(),
                                    "169.254.169.254",
                                    "80")
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("log").toFile())
                            .start();
            Surroundings made = new Surroundings(service, folder);
            Files.createDirectories(made.metadata.resolve("network/interfaces/macs"));
            made.write("instance-id", instance);
            made.write("mac", primary.mac());
            made.attach(primary, 0, 0);
            made.awaitService();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitService() {
        Waiting.until(
                "the metadata service",
                START,
                Duration.ofMillis(20),
                () -> {
                    if (!service.isAlive()) {
                        throw new AssertionError("No metadata service: " + log());
                    }
                    return log().contains("listening");
                });
    }

    NetworkNamespace namespace() {
        return new NetworkNamespace(service.pid());
    }

    /** The start of a command line that runs in the namespace. */
    List<String> enter() {
        return List.of("nsenter", "--target", Long.toString(service.pid()), "--net");
    }

    /** What has been asked and answered. */
    String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lists an interface with all that EC2 tells of it. */
    void attach(Nic nic, int card, int index) {
        Map<String, String> told =
                Map.of(
                        "device-number", Integer.toString(index),
                        "network-card", Integer.toString(card),
                        "local-ipv4s", nic.address(),
                        "subnet-ipv4-cidr-block", nic.block(),
                        "subnet-ipv6-cidr-blocks", nic.block6());
        told.forEach((key, value) -> write(path(nic) + key, value));
    }

    /** Tells one thing of an interface. */
    void put(Nic nic, String key, String value) {
        write(path(nic) + key, value);
    }

    /** Tells one thing of an interface no more. */
    void remove(Nic nic, String key) {
        try {
            Files.delete(metadata.resolve(path(nic) + key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lists an interface no more. */
    void detach(Nic nic) {
        try {
            Path gone = Files.createTempDirectory("detached").resolve("mac");
            Files.move(metadata.resolve(path(nic)), gone, ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String path(Nic nic) {
        return "network/interfaces/macs/" + nic.mac() + "/";
    }

    /** Whole at once: the service may be asked meanwhile. */
    private void write(String path, String value) {
        try {
            Path file = metadata.resolve(path);
            Files.createDirectories(file.getParent());
            Path whole = Files.writeString(folder.resolve("next"), value);
            Files.move(whole, file, ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        service.destroy();
    }
}

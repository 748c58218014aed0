package io.github.multusnodes.infra.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The packaged program of pods' addresses with the Java runtime of its image, on a disk for the
 * guest.
 */
final class PodProgram {

    private static final Path MODULE = Path.of("..", "pod-addresses");
    private static final Path JAR =
            MODULE.resolve(Path.of("target", "multus-nodes-pod-addresses.jar"));

    /** The same in the guest: its cache fits the path that it was made with. */
    private static final Path FOLDER = Machine.ROOT.resolve("pod-addresses");

    private static final String DISK = "pod-addresses";

    /** That of the image, and no member of any group of the guest. */
    private static final String USER = "65532";

    private PodProgram() {}

    /** Makes the disk, and mounts it in the guest. */
    static PodProgram on(Machine machine) {
        machine.insert(disk(), DISK);
        Guest guest = machine.guest();
        String device = "/dev/disk/by-id/virtio-" + DISK;
        guest.await("the disk " + device, "[ -b %s ]".formatted(device));
        guest.run("mkdir -p %2$s && mount -o ro %1$s %2$s".formatted(device, FOLDER));
        return new PodProgram();
    }

    /**
     * Its command line in a pod: as the image's user, without any capability, in place of the shell
     * that runs it.
     */
    String in(String pod, String arguments) {
        return ("AWS_ACCESS_KEY_ID=%1$s AWS_SECRET_ACCESS_KEY=secret AWS_ENDPOINT_URL=%2$s"
                        + " HOSTNAME=%1$s exec ip netns exec %1$s setpriv --reuid=%3$s --regid=%3$s"
                        + " --clear-groups --inh-caps=-all --bounding-set=-all --no-new-privs"
                        + " %4$s/java/bin/java @%4$s/options %5$s --region us-west-2"
                        + " --metadata-endpoint %6$s")
                .formatted(
                        pod,
                        Cloud.ec2Endpoint(),
                        USER,
                        FOLDER,
                        arguments,
                        Cloud.metadataEndpoint());
    }

    private static Path disk() {
        if (!Files.exists(JAR)) {
            throw new AssertionError(
                    "There is no "
                            + JAR
                            + ": make it with mvn -pl pod-addresses -am package, or run"
                            + " build/boot-check");
        }
        try {
            Path image = Machine.ROOT.resolve("pod-addresses.ext4");
            Files.deleteIfExists(image);
            run(
                    MODULE.resolve("runtime").toString(),
                    System.getProperty("java.home"),
                    JAR.toString(),
                    FOLDER.toString());
            run("truncate", "-s", "300M", image.toString());
            run("mke2fs", "-q", "-t", "ext4", "-d", FOLDER.toString(), "-F", image.toString());
            return image;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String... command) throws IOException {
        try {
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

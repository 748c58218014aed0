package io.github.multusnodes.infra.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A node in namespaces of its own: a root directory, links that are pairs of veth, a metadata
 * service, and stand-ins for systemd, networkd and udev. The machine that runs the tests is not
 * touched. A {@linkplain #reboot() reboot} keeps the files but those in {@code /run}.
 */
final class Machine implements AutoCloseable {

    static final Path SCRIPT =
            Path.of("../templates/user-data/multus-interfaces.sh").toAbsolutePath();

    private final Path root;
    private final Metadata metadata;
    private final Namespaces namespaces;
    private Running kernel;
    private Running imds;

    /**
     * @param root an empty directory
     * @param image how the image treats links, as the stand-in for udev knows it
     */
    Machine(Path root, String image) throws IOException, InterruptedException {
        this.root = root;
        namespaces = Namespaces.here();
        metadata = Metadata.ofInstance(root.resolve("srv/imds"));
        write("etc/image", image);
        write("etc/systemd/system/nodeadm-run.service", "[Service]\nExecStart=kubelet\n");
        Files.createDirectories(root.resolve("etc/udev/rules.d"));
        write("var/calls", "");
        write("var/events", "");
        kernel = boot();
        imds = serveMetadata();
    }

    private Running boot() throws IOException, InterruptedException {
        Path resources = Namespaces.resources();
        Running started =
                new Running(
                        namespaces.unshared(
                                "bash",
                                resources.resolve("machine.sh").toString(),
                                root.toString(),
                                resources.resolve("bin").toString()));
        started.awaits("the machine is up");
        return started;
    }

    private Running serveMetadata() throws IOException, InterruptedException {
        List<String> java =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        Path.of("target/test-classes").toAbsolutePath().toString(),
                        Imds.class.getName(),
                        metadata.directory().toString(),
                        "169.254.169.254",
                        "80");
        Running started = new Running(namespaces.inNetworkOf(kernel.pid(), java));
        started.awaits("listening");
        return started;
    }

    /** Makes the kernel's state anew and empties {@code /run}; links must be plugged again. */
    void reboot() throws IOException, InterruptedException {
        close();
        try (Stream<Path> files = Files.walk(root.resolve("run"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        kernel = boot();
        imds = serveMetadata();
        run("systemctl", "daemon-reload");
        run("udevadm", "control", "--reload");
    }

    Metadata metadata() {
        return metadata;
    }

    /** Stops the metadata service, and tells what was asked of it: method, path, status. */
    List<String> stopMetadata() throws InterruptedException {
        return imds.kill().said();
    }

    /** Waits until the script has looked again, so many times. */
    void awaitsLooks(int times) throws InterruptedException {
        for (int look = 0; look < times; look++) {
            imds.awaits("GET meta-data/instance-id ");
        }
    }

    void startMetadata() throws IOException, InterruptedException {
        imds = serveMetadata();
    }

    /** Adds a link, as the hot plug of an interface does; the image then treats it as its own. */
    void plug(String link, String mac) throws IOException, InterruptedException {
        run("udevadm", "plug", link, mac);
    }

    /** Adds a link that is no interface of the instance. */
    void link(String link, String mac) throws IOException, InterruptedException {
        shell("ip link add %s address %s type veth peer name to-%1$s".formatted(link, mac));
    }

    void unplug(String link) throws IOException, InterruptedException {
        run("ip", "link", "del", link);
    }

    /** The address, the gateway that DHCP gives to an interface. */
    void leases(String mac, String address, String gateway) throws IOException {
        write("srv/leases/" + mac, address + " " + gateway + "\n");
    }

    /** Runs the unit as udev does when an interface has appeared. */
    Running.Ended configureAgain() throws IOException, InterruptedException {
        return start("systemctl", "start", "multus-nodes.service").end();
    }

    /** What systemd says when it starts, or does not start, what starts kubelet. */
    String startKubelet() throws IOException, InterruptedException {
        return start("systemctl", "start", "nodeadm-run.service").end().said().getLast();
    }

    /** Runs the user data as cloud-init does. */
    Running.Ended userData(int waitSeconds, String... networks)
            throws IOException, InterruptedException {
        return startUserData(waitSeconds, networks).end();
    }

    /**
     * @param waitSeconds how long the script waits; tests that expect success take a long time,
     *     since they must not depend on the speed of the machine
     * @param networks each a JSON object
     */
    Running startUserData(int waitSeconds, String... networks) throws IOException {
        String script =
                Files.readString(SCRIPT)
                        .replace("@NETWORKS@", "[" + String.join(",", networks) + "]")
                        .replace("@WAIT_SECONDS@", Integer.toString(waitSeconds));
        write("var/lib/cloud/part-001", script);
        Files.setPosixFilePermissions(
                root.resolve("var/lib/cloud/part-001"),
                PosixFilePermissions.fromString("rwx------"));
        return start("/var/lib/cloud/part-001");
    }

    /** Starts a command in the machine. */
    Running start(String... command) throws IOException {
        List<String> line = new ArrayList<>();
        line.add("env");
        line.add("PATH=/opt/stand-ins:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin");
        line.addAll(List.of(command));
        return new Running(namespaces.inside(kernel.pid(), line));
    }

    /** The output of a command that succeeds. */
    List<String> run(String... command) throws IOException, InterruptedException {
        return start(command).end().lines();
    }

    List<String> shell(String command) throws IOException, InterruptedException {
        return run("bash", "-euc", command);
    }

    /** What was changed so far, by stand-ins and by {@code ip}; forgets it. */
    List<String> calls() throws IOException {
        List<String> calls =
                Files.readAllLines(root.resolve("var/calls")).stream()
                        .filter(call -> !call.matches("(udevadm settle|networkctl status) .*"))
                        .toList();
        write("var/calls", "");
        return calls;
    }

    String read(String path) throws IOException {
        return Files.readString(root.resolve(path));
    }

    boolean has(String path) {
        return Files.exists(root.resolve(path));
    }

    void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** When each file of a folder was last written. */
    Map<String, FileTime> written(String folder) throws IOException {
        Map<String, FileTime> written = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root.resolve(folder))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                written.put(file.getFileName().toString(), Files.getLastModifiedTime(file));
            }
        }
        return written;
    }

    @Override
    public void close() {
        imds.close();
        kernel.close();
    }
}

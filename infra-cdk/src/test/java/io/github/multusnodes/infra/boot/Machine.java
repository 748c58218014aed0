package io.github.multusnodes.infra.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * An emulated machine: boots the root file system or goes on from a saved state, takes and gives
 * back interfaces while it runs. Always by software emulation, which every build machine has.
 */
final class Machine implements AutoCloseable {

    /** Where the root file system is. */
    static final Path ROOT = Path.of("target", "boot").toAbsolutePath();

    private static final Duration START = Duration.ofMinutes(1);

    private final Process emulator;
    private final Path folder;
    private final JsonSocket monitor;
    private final Set<Nic> present;
    private JsonSocket agentSocket;
    private Guest guest;

    private Machine(Process emulator, Path folder, Set<Nic> present) {
        this.emulator = emulator;
        this.folder = folder;
        this.present = present;
        this.monitor = connect("monitor");
        monitor.ask("qmp_capabilities", Map.of());
        this.agentSocket = connect("agent");
        this.guest = Guest.of(agentSocket);
    }

    /**
     * Starts a machine and waits until its agent answers.
     *
     * @param disk holds the file system, and the saved states
     * @param image how the image behaves that it stands for
     * @param state the saved state from which to go on, or none
     */
    static Machine start(
            Surroundings surroundings, Path disk, Image image, Set<Nic> present, String... state) {
        try {
            Path folder = Files.createTempDirectory("machine");
            List<String> command = new ArrayList<>(surroundings.enter());
            command.addAll(hardware(folder, disk, image));
            for (Nic nic : present) {
                command.addAll(List.of("-netdev", Nic.option(nic.backend())));
                command.addAll(List.of("-device", Nic.option(nic.device())));
            }
            for (String saved : state) {
                command.addAll(List.of("-loadvm", saved));
            }
            Process emulator =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("emulator.log").toFile())
                            .start();
            return new Machine(emulator, folder, new LinkedHashSet<>(present));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> hardware(Path folder, Path disk, Image image) {
        return List.of(
                "qemu-system-x86_64",
                "-accel",
                "tcg,thread=multi",
                "-cpu",
                "Nehalem",
                "-machine",
                "pc",
                "-smp",
                "2",
                "-m",
                "512",
                "-nodefaults",
                "-display",
                "none",
                "-kernel",
                ROOT.resolve("vmlinuz").toString(),
                "-initrd",
                ROOT.resolve("initrd").toString(),
                "-append",
                "root=/dev/vda rw console=ttyS0 quiet mitigations=off image=" + image.word(),
                "-drive",
                "id=disk,if=none,format=qcow2,cache=unsafe,file=" + disk,
                "-device",
                "virtio-blk-pci,drive=disk,addr=0x1b",
                "-device",
                "virtio-serial-pci,addr=0x1c",
                "-chardev",
                "socket,id=agent,server=on,wait=off,path=" + folder.resolve("agent"),
                "-device",
                "virtserialport,chardev=agent,name=org.qemu.guest_agent.0",
                "-device",
                "virtio-rng-pci,addr=0x1d",
                "-qmp",
                "unix:" + folder.resolve("monitor") + ",server=on,wait=off",
                "-serial",
                "file:" + folder.resolve("console"));
    }

    private JsonSocket connect(String name) {
        Path socket = folder.resolve(name);
        Waiting.until(
                "the emulator's socket " + socket,
                START,
                Duration.ofMillis(20),
                () -> {
                    if (!emulator.isAlive()) {
                        throw new AssertionError("The emulator ended: " + text("emulator.log"));
                    }
                    return Files.exists(socket);
                });
        return JsonSocket.connect(socket);
    }

    Guest guest() {
        return guest;
    }

    /** What the machine has written to its serial console since it was started here. */
    String console() {
        return text("console");
    }

    void plug(Nic nic) {
        monitor.ask("netdev_add", nic.backend());
        monitor.ask("device_add", nic.device());
        present.add(nic);
    }

    /** Takes an interface out and waits until the guest has let go of it. */
    void unplug(Nic nic) {
        monitor.tell("device_del", Map.of("id", nic.id()));
        monitor.await(
                message ->
                        message.path("event").asText().equals("DEVICE_DELETED")
                                && message.at("/data/device").asText().equals(nic.id()));
        monitor.ask("netdev_del", Map.of("id", "net" + nic.slot()));
        present.remove(nic);
    }

    /**
     * Puts in a disk that the guest can read and not write.
     *
     * @param serial by which the guest finds it
     */
    void insert(Path disk, String serial) {
        monitor.ask(
                "blockdev-add",
                Map.of(
                        "node-name",
                        serial,
                        "driver",
                        "raw",
                        "read-only",
                        true,
                        "file",
                        Map.of("driver", "file", "filename", disk.toString())));
        monitor.ask(
                "device_add",
                Map.of(
                        "driver",
                        "virtio-blk-pci",
                        "id",
                        serial,
                        "drive",
                        serial,
                        "serial",
                        serial,
                        "addr",
                        "0x1a"));
    }

    /** The interfaces that it has now. */
    Set<Nic> present() {
        return Set.copyOf(present);
    }

    /** Boots it again in the ordinary way, and waits until its agent answers. */
    void reboot() {
        agentSocket.tell("guest-shutdown", Map.of("mode", "reboot"));
        monitor.await(message -> message.path("event").asText().equals("RESET"));
        agentSocket.close();
        agentSocket = connect("agent");
        guest = Guest.of(agentSocket);
    }

    /** Saves the running state in the disk's file. */
    void save(String state) {
        String complaint =
                monitor.ask("human-monitor-command", Map.of("command-line", "savevm " + state))
                        .asText();
        if (!complaint.isBlank()) {
            throw new IllegalStateException(complaint);
        }
    }

    @Override
    public void close() {
        try {
            monitor.tell("quit", Map.of());
            if (!emulator.waitFor(20, TimeUnit.SECONDS)) {
                emulator.destroyForcibly().waitFor();
            }
            agentSocket.close();
            monitor.close();
        } catch (InterruptedException e) {
            emulator.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String text(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

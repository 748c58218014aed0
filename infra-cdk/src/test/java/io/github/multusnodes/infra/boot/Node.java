package io.github.multusnodes.infra.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A node of the group: the machine and its metadata, with the two networks n3 (index 1) and n6
 * (index 2). It has booted as far as its user data, which the test lets run.
 */
final class Node implements AutoCloseable {

    static final Nic PRIMARY = new Nic(5, 4, "02:00:00:00:04:05");
    static final Nic N3 = new Nic(6, 16, "02:00:00:00:16:06");
    static final Nic N6 = new Nic(7, 17, "02:00:00:00:17:07");

    private static final String NETWORKS =
            """
            [{"name": "n3", "deviceIndex": 1, "subnets": ["subnet-0a"], "podPrefixes": {"ipv4": 1}},\
             {"name": "n6", "deviceIndex": 2, "subnets": ["subnet-0b"], "mtu": 1500,\
              "podPrefixes": {"ipv4": 1, "ipv6": 1}, "sourceRouting": true,\
              "routes": ["192.168.0.0/16", "2001:db8:ffff::/48"]}]\
            """;

    private static final Path SCRIPT =
            Path.of("..", "templates", "user-data", "multus-interfaces.sh");
    private static final String INSTANCE = "i-0123456789abcdef0";

    /** Machines are booted once for each combination and gone on from as often as is liked. */
    private static final Map<String, Path> BOOTED = new HashMap<>();

    private static final Set<Image> READY = new HashSet<>();

    private final Surroundings surroundings;
    private final Machine machine;

    private Node(Surroundings surroundings, Machine machine) {
        this.surroundings = surroundings;
        this.machine = machine;
    }

    /** A node that has booted with no interface but the primary one. */
    static Node booted(Image image) {
        Node node = start(disk(Image.CURRENT, Set.of()), Image.CURRENT, Set.of(), "booted");
        node.guest().run("echo " + image.word() + " >/etc/image");
        return node;
    }

    /** A node that had the interfaces of both networks when it booted. */
    static Node bootedWithAll(Image image) {
        Set<Nic> present = present();
        return start(disk(image, present), image, present, "booted");
    }

    /** A node on which kubelet runs: both interfaces came before the user data. */
    static Node ready(Image image) {
        if (READY.add(image)) {
            try (Node node = booted(image)) {
                node.attach(N3, 1);
                node.attach(N6, 2);
                node.runUserData();
                node.machine.save(image.word());
            }
        }
        return start(disk(Image.CURRENT, Set.of()), Image.CURRENT, present(), image.word());
    }

    private static Set<Nic> present() {
        Set<Nic> present = new LinkedHashSet<>();
        present.add(N3);
        present.add(N6);
        return present;
    }

    private static Path disk(Image image, Set<Nic> present) {
        String name = image.word() + "-" + present.size();
        Path disk = BOOTED.get(name);
        if (disk == null) {
            disk = newDisk(name);
            try (Node node = start(disk, image, present)) {
                node.guest().await("the wait for user data", "[ -p /run/user-data ]");
                for (Nic nic : present) {
                    node.awaitImage(image, nic);
                }
                node.machine.save("booted");
            }
            BOOTED.put(name, disk);
        }
        return disk;
    }

    private static Node start(Path disk, Image image, Set<Nic> present, String... state) {
        Surroundings surroundings = Surroundings.create(INSTANCE, PRIMARY);
        Set<Nic> nics = new LinkedHashSet<>();
        nics.add(PRIMARY);
        nics.addAll(present);
        try {
            Node node =
                    new Node(surroundings, Machine.start(surroundings, disk, image, nics, state));
            int index = 1;
            for (Nic nic : present) {
                node.list(nic, index++);
            }
            return node;
        } catch (RuntimeException | AssertionError e) {
            surroundings.close();
            throw e;
        }
    }

    private static Path newDisk(String name) {
        Path disk = Machine.ROOT.resolve(name + ".qcow2");
        List<String> command =
                List.of(
                        "qemu-img",
                        "create",
                        "-q",
                        "-f",
                        "qcow2",
                        "-F",
                        "raw",
                        "-b",
                        Machine.ROOT.resolve("root.ext4").toString(),
                        disk.toString());
        try {
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return disk;
    }

    Guest guest() {
        return machine.guest();
    }

    Machine machine() {
        return machine;
    }

    Surroundings metadata() {
        return surroundings;
    }

    NodeState state() {
        return NodeState.of(guest());
    }

    /** Attaches an interface as EC2 does: in its metadata and in the machine. */
    void attach(Nic nic, int index) {
        list(nic, index);
        machine.plug(nic);
    }

    private void list(Nic nic, int index) {
        surroundings.put(nic, "ipv4-prefix", "10.0.%d.32/28".formatted(nic.network()));
        surroundings.put(nic, "ipv6-prefix", "2001:db8:0:%d:1::/80".formatted(nic.network()));
        surroundings.attach(nic, 0, index);
    }

    /** Waits until the image has done with a link what it does. */
    void awaitImage(Image image, Nic nic) {
        String link = nic.link();
        guest().await("the link " + link, "udevadm wait --timeout=300 /sys/class/net/" + link);
        guest().await("the image's work on " + link, "systemctl start udev-net-manager@" + link);
        if (image.takesOver()) {
            guest().await(
                            "DHCP on " + link,
                            "/usr/lib/systemd/systemd-networkd-wait-online --ipv4 --timeout=300"
                                    + " --operational-state=routable --interface="
                                    + link);
        }
    }

    /** Waits until a new link has its name, and what its coming has set off is over. */
    void awaitName(Nic nic, String name) {
        guest().await(
                        nic.mac() + " to have the name " + name,
                        "ip link show dev %s | grep -q %s".formatted(name, nic.mac()));
        guest().await("the end of the check", "udevadm settle && systemctl start multus-nodes");
    }

    /** Runs the script as user data and waits until the boot is over. */
    void runUserData() {
        startUserData(600);
        awaitBoot();
    }

    /** Lets the user data run, and does not wait for it. */
    void startUserData(int waitSeconds) {
        try {
            String script =
                    Files.readString(SCRIPT)
                            .replace("@NETWORKS@", NETWORKS)
                            .replace("@WAIT_SECONDS@", Integer.toString(waitSeconds));
            guest().attempt("cat >/run/user-data", script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until nothing of the boot is left to do: kubelet has been started, or has not. */
    void awaitBoot() {
        String state = guest().attempt("systemctl is-system-running --wait", "").out().strip();
        if (!List.of("running", "degraded").contains(state)) {
            throw new AssertionError("The boot ended as " + state + "\n" + guest().itself());
        }
    }

    /** Waits until the script has told something on the console. */
    void awaitConsole(String part) {
        Waiting.until(
                "the console to say \"" + part + "\"",
                Guest.PATIENCE,
                Guest.BETWEEN_LOOKS,
                () -> machine.console().contains(part));
    }

    boolean kubeletRuns() {
        return guest().holds("systemctl is-active --quiet kubelet");
    }

    @Override
    public void close() {
        machine.close();
        surroundings.close();
    }
}

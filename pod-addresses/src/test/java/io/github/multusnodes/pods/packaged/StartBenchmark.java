package io.github.multusnodes.pods.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Starts the program of the image as a process on CPU 0, in a network namespace where an interface
 * is the pod's, and measures how soon it calls EC2 to assign, how soon all is confirmed, and what
 * it has in memory.
 */
public final class StartBenchmark {

    private static final String ADDRESS = "10.0.1.100";
    private static final String CACHE = "-XX:AOTCache=";

    private StartBenchmark() {}

    /** One start: milliseconds and megabytes. */
    private record Start(double assigning, double done, double peak, double anonymous) {}

    /**
     * Prints the table.
     *
     * @param arguments the image's folder, and how many rounds
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path image = Path.of(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        List<String> options = Files.readAllLines(image.resolve("options"));
        List<String> plain = options.stream().filter(its -> !its.startsWith(CACHE)).toList();
        System.out.println(
                "| command | AOT cache | calls EC2 to assign | confirmed | most in memory | of it"
                        + " anonymous |");
        System.out.println("|---|---|---:|---:|---:|---:|");
        try (RealNode node = RealNode.here()) {
            give(node.eni.macAddress());
            for (String command : List.of("init", "sidecar")) {
                for (boolean cached : new boolean[] {false, true}) {
                    List<Start> starts = new ArrayList<>();
                    for (int i = 0; i < rounds; i++) {
                        starts.add(start(image, cached ? options : plain, command, node));
                    }
                    tell(command, cached, starts);
                }
            }
        }
    }

    /** The pod's interface: all that is looked at are its MAC and its address. */
    private static void give(String mac) throws IOException, InterruptedException {
        run("ip", "link", "add", "net1", "address", mac, "type", "veth", "peer", "name", "other");
        run("ip", "address", "add", ADDRESS + "/24", "dev", "net1");
        run("ip", "link", "set", "other", "up");
        run("ip", "link", "set", "net1", "up");
    }

    private static Start start(Path image, List<String> options, String command, RealNode node)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("taskset", "-c", "0"));
        line.add(image.resolve("java/bin/java").toString());
        line.addAll(options.stream().flatMap(its -> Stream.of(its.split(" "))).toList());
        line.add(command);
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().putAll(node.variables());
        Instant begin = Instant.now();
        Process process = builder.start();
        Memory memory = Memory.of(process);
        double done = 0;
        try (Stream<String> log = process.inputReader().lines()) {
            for (String text : (Iterable<String>) log::iterator) {
                if (text.contains("Every address is in its place")) {
                    done = millis(begin, Instant.now());
                    end(command, process);
                }
            }
        }
        int code = process.waitFor();
        if (done == 0 || code != 0) {
            throw new IllegalStateException(command + " ended with " + code);
        }
        double assigning =
                node.world.calls().all().stream()
                        .filter(its -> its.call().action().startsWith("Assign"))
                        .mapToDouble(its -> millis(begin, its.at()))
                        .findFirst()
                        .orElseThrow();
        if (command.equals("init")) {
            node.ec2.unassignPrivateIpAddresses(
                    r ->
                            r.networkInterfaceId(node.eni.networkInterfaceId())
                                    .privateIpAddresses(ADDRESS));
        }
        node.world.calls().clear();
        return new Start(assigning, done, memory.peak(), memory.anonymous());
    }

    /** An init container ends by itself. */
    private static void end(String command, Process process) {
        if (command.equals("sidecar")) {
            process.toHandle().destroy();
        }
    }

    private static void tell(String command, boolean cached, List<Start> starts) {
        System.out.printf(
                "| `%s` | %s | %.0f ms | %.0f ms | %.0f MB | %.0f MB |%n",
                command,
                cached ? "yes" : "no",
                median(starts, Start::assigning),
                median(starts, Start::done),
                median(starts, Start::peak),
                median(starts, Start::anonymous));
    }

    private static double median(List<Start> starts, ToDoubleFunction<Start> which) {
        return starts.stream()
                .mapToDouble(which)
                .sorted()
                .skip(starts.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private static double millis(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed");
        }
    }
}

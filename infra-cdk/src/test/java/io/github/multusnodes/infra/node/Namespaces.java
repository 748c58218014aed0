package io.github.multusnodes.infra.node;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How programs are run in namespaces of their own: as root, or as root of a user namespace.
 *
 * @param unshare more arguments for {@code unshare}
 * @param enter more arguments for {@code nsenter}
 */
record Namespaces(List<String> unshare, List<String> enter) {

    private static final List<Namespaces> WAYS =
            List.of(
                    new Namespaces(List.of(), List.of()),
                    new Namespaces(
                            List.of("--map-root-user"),
                            List.of("--user", "--preserve-credentials")));

    /**
     * The way that works here.
     *
     * @throws org.opentest4j.TestAbortedException if the kernel forbids both; also told on standard
     *     output, so that a run without these tests is seen
     */
    static Namespaces here() throws IOException, InterruptedException {
        for (Namespaces each : WAYS) {
            Process attempt =
                    new ProcessBuilder(each.unshared("mount", "-t", "sysfs", "sysfs", "/sys"))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (attempt.waitFor() == 0) {
                return each;
            }
        }
        String message =
                "NOT TESTED: the node's script. This kernel or container forbids network and"
                        + " mount namespaces (unshare --net --mount). Run as root, or allow"
                        + " unprivileged user namespaces.";
        System.out.println(message);
        return abort(message);
    }

    /** A command in namespaces that it gets for itself. */
    List<String> unshared(String... command) {
        return line(List.of("unshare", "--net", "--mount"), unshare, List.of(command));
    }

    /** A command in the network of a process; its files are those of the test. */
    List<String> inNetworkOf(long process, List<String> command) {
        return line(entering(process), List.of("--net"), command);
    }

    /** A command in the network of a process and with its files. */
    List<String> inside(long process, List<String> command) {
        return line(entering(process), List.of("--net", "--mount", "--root", "--wd"), command);
    }

    private List<String> entering(long process) {
        return line(List.of("nsenter", "--target", Long.toString(process)), enter, List.of());
    }

    /** The scripts of the machine and its stand-ins. */
    static Path resources() {
        return Path.of("src/test/resources/io/github/multusnodes/infra/node").toAbsolutePath();
    }

    private static List<String> line(List<String> first, List<String> second, List<String> third) {
        List<String> line = new ArrayList<>(first);
        line.addAll(second);
        line.addAll(third);
        return line;
    }
}

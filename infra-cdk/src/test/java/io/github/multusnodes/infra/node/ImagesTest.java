package io.github.multusnodes.infra.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** However an image treats a link, and whenever: the script leaves it in the same state. */
@Timeout(120)
class ImagesTest {

    /** What the tests see; in the documentation it is the same table. */
    private static final String SEEN =
            """
            | image | order of events | as the image leaves the link | after the script | networkd |
            |---|---|---|---|---|
            | dhcp | at boot | up, 9001, address, table, default route, rule | up, 9001, bare, named | configured |
            | dhcp | hot-plugged | up, 9001, address, table, default route, rule | up, 9001, bare, named | configured |
            | dhcp | image is late | up, 9001, bare, named | up, 9001, bare, named | configured |
            | dhcp | reboot | up, 9001, bare, named | up, 9001, bare, named | configured |
            | dhcp | replaced | up, 9001, address, table, default route, rule | up, 9001, bare, named | configured |
            | stock | at boot | up, 9001, address, default route | up, 9001, bare, named | configured |
            | stock | hot-plugged | up, 9001, address, default route | up, 9001, bare, named | configured |
            | stock | image is late | up, 9001, bare, named | up, 9001, bare, named | configured |
            | stock | reboot | up, 9001, bare, named | up, 9001, bare, named | configured |
            | stock | replaced | up, 9001, address, default route | up, 9001, bare, named | configured |
            | leaves-alone | at boot | down, 1500, bare | up, 9001, bare, named | configured |
            | leaves-alone | hot-plugged | down, 1500, bare | up, 9001, bare, named | configured |
            | leaves-alone | image is late | up, 9001, bare, named | up, 9001, bare, named | configured |
            | leaves-alone | reboot | up, 9001, bare, named | up, 9001, bare, named | configured |
            | leaves-alone | replaced | down, 1500, bare | up, 9001, bare, named | configured |
            | cni-word | at boot | down, 1500, bare | up, 9001, bare, named | unmanaged |
            | cni-word | hot-plugged | down, 1500, bare | up, 9001, bare, named | unmanaged |
            | cni-word | image is late | up, 9001, bare, named | up, 9001, bare, named | unmanaged |
            | cni-word | reboot | down, 1500, bare, named | up, 9001, bare, named | unmanaged |
            | cni-word | replaced | down, 1500, bare | up, 9001, bare, named | unmanaged |
            | cni-json | at boot | down, 1500, bare | up, 9001, bare, named | unmanaged |
            | cni-json | hot-plugged | down, 1500, bare | up, 9001, bare, named | unmanaged |
            | cni-json | image is late | up, 9001, bare, named | up, 9001, bare, named | unmanaged |
            | cni-json | reboot | down, 1500, bare, named | up, 9001, bare, named | unmanaged |
            | cni-json | replaced | down, 1500, bare | up, 9001, bare, named | unmanaged |
            """;

    private static final String MAC = "02:aa:00:00:00:01";
    private static final String OTHER = "02:aa:00:00:00:02";
    private static final String NETWORK = "{\"name\":\"n3\",\"deviceIndex\":1}";

    @TempDir private Path root;

    @ParameterizedTest
    @MethodSource("rows")
    void leaves_the_link_up_named_and_bare(Row row) throws IOException, InterruptedException {
        try (Machine machine = new Machine(root, row.image())) {
            machine.leases(MAC, "10.0.3.7/24", "10.0.3.1");
            machine.leases(OTHER, "10.0.3.8/24", "10.0.3.1");
            Node node = new Node(machine);

            String before =
                    switch (row.order()) {
                        case "at boot" -> node.atBoot();
                        case "hot-plugged" -> node.hotPlugged();
                        case "image is late" -> node.imageIsLate(row.image());
                        case "reboot" -> node.reboot();
                        case "replaced" -> node.replaced();
                        default -> throw new IllegalArgumentException(row.order());
                    };

            assertThat(new Row(row.image(), row.order(), before, node.seen(), node.networkd()))
                    .isEqualTo(row);
        }
    }

    @Test
    void have_every_order_for_every_image() {
        assertThat(rows().map(Row::image).distinct().count() * 5).isEqualTo(rows().count());
        assertThat(rows().map(row -> row.image() + row.order())).doesNotHaveDuplicates();
    }

    static Stream<Row> rows() {
        return SEEN.lines().skip(2).map(Row::of);
    }

    /** A row of the table. */
    record Row(String image, String order, String before, String after, String networkd) {

        static Row of(String line) {
            List<String> cells = Stream.of(line.split("\\|")).skip(1).map(String::strip).toList();
            return new Row(cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.get(4));
        }
    }

    /** Brings the events about, in an order, and tells what is seen between image and script. */
    private record Node(Machine machine) {

        String atBoot() throws IOException, InterruptedException {
            machine.metadata().attach(MAC, 1);
            machine.plug("ens6", MAC);
            String before = seen();
            machine.userData(NodeTest.LONG, NETWORK).lines();
            return before;
        }

        String hotPlugged() throws IOException, InterruptedException {
            Running script = machine.startUserData(NodeTest.LONG, NETWORK);
            script.awaits("waiting: ");
            machine.plug("ens6", MAC);
            String before = seen();
            machine.metadata().attach(MAC, 1);
            script.end().lines();
            return before;
        }

        String imageIsLate(String image) throws IOException, InterruptedException {
            machine.write("etc/image", "leaves-alone");
            atBoot();
            machine.write("etc/image", image);
            machine.run("udevadm", "image", "ens6");
            String before = seen();
            machine.configureAgain().lines();
            return before;
        }

        String reboot() throws IOException, InterruptedException {
            atBoot();
            machine.reboot();
            machine.plug("ens6", MAC);
            String before = seen();
            machine.configureAgain().lines();
            return before;
        }

        String replaced() throws IOException, InterruptedException {
            atBoot();
            machine.unplug("ens6");
            machine.metadata().detach(MAC);
            machine.metadata().attach(OTHER, 1);
            machine.plug("ens6", OTHER);
            String before = seen();
            machine.configureAgain().lines();
            return before;
        }

        String seen() throws IOException, InterruptedException {
            return new Links(machine)
                    .state("ens6", 10001)
                    .replaceFirst("; 10\\.0\\.3\\.\\d/24", "; address")
                    .replaceFirst("; fe80::[^;]*", "")
                    .replaceFirst("; route default via [^;]* metric \\d+ *", "; default route")
                    .replaceFirst("; route default via [^;]* table 10001 *", "; table")
                    .replaceFirst("; rule from 10\\.0\\.3\\.\\d lookup 10001 *", "; rule")
                    .replaceAll("; route [^;]*", "")
                    .replaceFirst("^(\\w+); MTU (\\d+)(; multus[^;]*)*$", "$1; $2; bare$3")
                    .replaceFirst("^(\\w+); MTU ", "$1; ")
                    .replaceFirst("; multus-n3$", "; named")
                    .replace("; ", ", ");
        }

        String networkd() throws IOException, InterruptedException {
            String file = machine.read("etc/systemd/network/10-multus1.network");
            return file.contains("Unmanaged=yes") ? "unmanaged" : "configured";
        }
    }
}

package io.github.multusnodes.infra.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/** A node of its own for each test, whose image takes every link over by DHCP. */
@Timeout(120)
abstract class NodeTest {

    static final String ONE = "02:aa:00:00:00:01";
    static final String TWO = "02:aa:00:00:00:02";
    static final String THREE = "02:aa:00:00:00:03";
    static final String N3 = "{\"name\":\"n3\",\"deviceIndex\":1}";
    static final String N4 = "{\"name\":\"n4\",\"deviceIndex\":2,\"mtu\":1500}";

    /** More than any machine needs. */
    static final int LONG = 3600;

    /** What a link of N3 is like when the script has ended. */
    static final String N3_READY = "up; MTU 9001; multus1; multus-n3";

    static final String N4_READY = "up; MTU 1500; multus2; multus-n4";
    static final String HELD = "nodeadm-run.service: skipped, there is no /run/multus-nodes/ready";
    static final String STARTED = "kubelet is up";

    @TempDir private Path root;
    private Machine machine;

    @BeforeEach
    void boots() throws IOException, InterruptedException {
        machine = new Machine(root, "dhcp");
        machine.leases(ONE, "10.0.3.7/24", "10.0.3.1");
        machine.leases(TWO, "10.0.4.7/24", "10.0.4.1");
        machine.leases(THREE, "10.0.5.7/24", "10.0.5.1");
    }

    @AfterEach
    void ends() {
        machine.close();
    }

    Machine machine() {
        return machine;
    }

    /** An interface that is attached and has its link. */
    void attach(String link, String mac, int index) throws IOException, InterruptedException {
        machine.metadata().attach(mac, index);
        machine.plug(link, mac);
    }

    String state(String link, int table) throws IOException, InterruptedException {
        return new Links(machine).state(link, table);
    }

    /** That the script gave up with a line, and that kubelet is held. */
    void assertHeld(Running.Ended ended, String line) throws IOException, InterruptedException {
        assertThat(ended.said()).contains(line);
        assertThat(ended.status()).isNotZero();
        assertThat(machine.has("run/multus-nodes/ready")).isFalse();
        assertThat(machine.startKubelet()).isEqualTo(HELD);
    }
}

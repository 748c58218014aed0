package io.github.multusnodes.pods.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.pods.kernel.Namespace;
import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.state.Refusal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code init} and {@code sidecar} in the network namespace of a pod, which has {@code net1}. */
class ContainersIT {

    private final Namespace namespace = namespace();
    private final RealNode node = node();

    private static Namespace namespace() {
        try {
            return new Namespace();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private RealNode node() {
        try {
            namespace.ip("link set lo up");
            return new RealNode(
                    new RealNode.Opening() {
                        @Override
                        public <T> T by(Callable<T> what) throws Exception {
                            return namespace.inside(what);
                        }
                    });
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** With ipvlan its MAC address is that of the node's interface. */
    @BeforeEach
    void attach() throws Exception {
        namespace.ip(
                "link add net1 address " + node.eni.macAddress() + " type veth peer name other",
                "link set net1 up",
                "link set other up",
                "addr add 10.0.1.50/24 dev net1");
    }

    @AfterEach
    void close() {
        node.close();
        namespace.close();
    }

    @Test
    void init_ends_well_once_the_address_is_confirmed() throws Exception {
        try (Program init = start("init")) {
            assertThat(init.exitCode()).as("%s", init.said()).isZero();
            assertThat(init.said()).last().asString().contains("Every address is in its place");
            assertThat(node.addresses()).containsExactly("10.0.1.11", "10.0.1.50");
        }
    }

    @Test
    void init_tells_a_wrong_option() throws Exception {
        expect(2, "--node-name is an option of node", "init", "--node-name", "node-1");
    }

    @Test
    void init_tells_that_the_pod_has_no_such_interface() throws Exception {
        expect(3, "net7", "init", "--interfaces", "net7", "--interfaces-within", "500ms");
    }

    @Test
    void init_tells_that_an_address_belongs_nowhere() throws Exception {
        namespace.ip("addr del 10.0.1.50/24 dev net1", "addr add 10.0.9.9/24 dev net1");

        expect(4, "10.0.9.9", "init");
        assertThat(node.addresses()).containsExactly("10.0.1.11");
    }

    @Test
    void init_tells_that_it_may_not() throws Exception {
        node.world
                .faults()
                .always(
                        ContainersIT::isAssigning,
                        new Fault.Refuse(new Refusal(403, "UnauthorizedOperation", "You may not")));

        expect(5, "UnauthorizedOperation", "init");
    }

    @Test
    void init_tells_that_it_came_to_no_end() throws Exception {
        node.world.faults().always(ContainersIT::isAssigning, new Fault.Throttle());

        expect(6, "Out of time", "init", "--settled-within", "3s");
    }

    @Test
    void a_sidecar_opens_its_port_and_gives_back_at_the_end() throws Exception {
        try (Program sidecar = start("sidecar")) {
            Waiting.until("its port is open", this::isOpen);
            assertThat(node.addresses()).containsExactly("10.0.1.11", "10.0.1.50");

            namespace.ip("addr add 10.0.1.60/24 dev net1");
            Waiting.until("it follows", () -> node.addresses().contains("10.0.1.60"));
            sidecar.terminate();

            assertThat(sidecar.exitCode()).as("%s", sidecar.said()).isZero();
            assertThat(node.addresses()).containsExactly("10.0.1.11");
        }
    }

    private static boolean isAssigning(Call call) {
        return call.action().equals("AssignPrivateIpAddresses");
    }

    private void expect(int code, String text, String... arguments) throws Exception {
        try (Program program = start(arguments)) {
            assertThat(program.exitCode()).as("%s", program.said()).isEqualTo(code);
            assertThat(program.said()).last().asString().contains(text);
        }
    }

    private Program start(String... arguments) throws Exception {
        Map<String, String> variables = new HashMap<>(node.variables());
        return namespace.inside(() -> Program.start(variables, arguments));
    }

    private boolean isOpen() throws Exception {
        return namespace.inside(
                () -> {
                    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), 9797)) {
                        return true;
                    } catch (ConnectException notYet) {
                        return false;
                    }
                });
    }
}

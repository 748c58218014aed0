package io.github.multusnodes.infra.boot;

import static io.github.multusnodes.infra.boot.Node.N6;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.function.Supplier;

/** The packaged program in pods with real ipvlan interfaces of a booted node, against EC2. */
@DisplayName("The addresses of pods of a node in service")
@Timeout(1200)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PodAddressesIT {

    private static final String OURS = "10.0.17.15";
    private static final String OTHERS = "10.0.17.16";
    private static final String FLOATING = "10.0.17.200";

    private final Node node = Node.ready(Image.CURRENT);
    private final Guest guest = node.guest();
    private final Cloud cloud = Cloud.open(node.metadata());
    private final ContainerRuntime runtime = new ContainerRuntime(guest);
    private final PodProgram program;

    PodAddressesIT() {
        Nic eni = N6.withMac(cloud.mac());
        node.machine().unplug(N6);
        node.metadata().detach(N6);
        node.attach(eni, 2);
        node.awaitName(eni, "multus2");
        guest.run(
                "sysctl -q net.ipv4.ip_forward=1 net.ipv4.conf.%s.proxy_arp=1"
                        .formatted(Node.PRIMARY.link()));
        program = PodProgram.on(node.machine());
    }

    @AfterAll
    void end() {
        cloud.close();
        node.close();
    }

    @Test
    void are_on_the_nodes_interface_once_the_init_container_is_done_and_stay_there() {
        createPod("init", 50, "10.0.17.100");

        Guest.Output output = guest.attempt(program.in("init", "init --interfaces net1"), "");

        assertThat(output.status()).as(said(output)).isZero();
        assertThat(output.out()).contains("Every address is in its place", "10.0.17.100");
        assertThat(cloud.ours()).contains(OURS, "10.0.17.100");
    }

    @Test
    void move_in_with_a_sidecar_when_they_float_here_and_are_given_back_when_it_ends() {
        cloud.giveOther(FLOATING);
        createPod("sidecar", 51, "10.0.17.101");
        long sidecar =
                guest.start(program.in("sidecar", "sidecar --interfaces net1 --reassign true"), "");
        guest.await(
                "the port that tells that every address is in its place",
                "ip netns exec sidecar bash -c 'exec 3<>/dev/tcp/127.0.0.1/9797'");
        assertThat(cloud.ours()).contains("10.0.17.101").doesNotContain(FLOATING);

        guest.run("ip -netns sidecar address add " + FLOATING + "/32 dev net1");
        await("the floating address to be here", cloud::ours, FLOATING);
        assertThat(cloud.others()).containsExactly(OTHERS);

        guest.run("kill -TERM " + sidecar);
        Guest.Output output = guest.await(sidecar);

        assertThat(output.status()).as(said(output)).isZero();
        assertThat(output.out()).contains("Given back");
        assertThat(cloud.ours()).contains(OURS).doesNotContain("10.0.17.101", FLOATING);
    }

    /**
     * A pod as the VPC CNI makes it, by routes and with an address of the primary interface's
     * subnet, and an ipvlan of the node's interface.
     */
    private void createPod(String pod, int number, String address) {
        String primary = "10.0.4." + number;
        runtime.createPod(pod);
        guest.run(
                """
                set -e
                ip link add eni%2$d type veth peer name eth0 netns %1$s
                ip -netns %1$s address add %3$s/32 dev eth0
                ip -netns %1$s link set eth0 up
                ip -netns %1$s route add 169.254.1.1 dev eth0 scope link
                ip -netns %1$s route add default via 169.254.1.1
                ip link set eni%2$d up
                sysctl -q net.ipv4.conf.eni%2$d.proxy_arp=1
                ip route add %3$s/32 dev eni%2$d
                """
                        .formatted(pod, number, primary));
        runtime.add(attachment(address), pod, "net1");
    }

    private static JsonNode attachment(String address) {
        try {
            return JsonSocket.JSON.readTree(
                    """
                    {"cniVersion": "1.0.0", "name": "n6", "plugins": [
                      {"type": "ipvlan", "master": "multus2", "mode": "l2",
                       "ipam": {"type": "static", "addresses": [{"address": "%s/24"}]}}]}
                    """
                            .formatted(address));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void await(String what, Supplier<List<String>> addresses, String wanted) {
        Waiting.until(
                what, Guest.PATIENCE, Guest.BETWEEN_LOOKS, () -> addresses.get().contains(wanted));
    }

    private String said(Guest.Output output) {
        return output.out() + output.err() + cloud.calls();
    }
}

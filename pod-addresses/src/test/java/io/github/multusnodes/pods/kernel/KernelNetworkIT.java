package io.github.multusnodes.pods.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.plan.PodInterface;
import io.github.multusnodes.retry.Time;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Real interfaces in a real network namespace: needs root, {@code ip} and veth. */
@Timeout(30)
class KernelNetworkIT {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String MAC = "02:00:00:00:00:07";

    private Namespace pod;

    KernelNetworkIT() throws Exception {
        pod = new Namespace();
    }

    /** The JDK sees IPv6 addresses of the process, not of the thread: net1 has IPv4 as well. */
    @BeforeEach
    void plug() throws Exception {
        pod.ip(
                "link set lo up",
                "address add 10.0.9.9/32 dev lo",
                "link add eth0 type veth peer name node0",
                "address add 10.0.1.5/32 dev eth0",
                "link add net1 address " + MAC + " type veth peer name node1",
                "address add 169.254.7.7/16 dev net1",
                "link set eth0 up",
                "link set net1 up",
                "link set node1 up");
    }

    @AfterEach
    void unplug() {
        pod.close();
    }

    @Test
    void addresses_of_both_families_are_told_with_the_mac() throws Exception {
        pod.ip(
                "address add 10.0.4.7/24 dev net1",
                "address add 10.0.4.8/32 dev net1",
                "address add 2001:db8:4::7/64 dev net1 nodad");

        assertThat(net1(network()))
                .isEqualTo(
                        new PodInterface(
                                "net1",
                                Optional.empty(),
                                Optional.of(MAC),
                                ips("10.0.4.7", "10.0.4.8", "2001:db8:4::7")));
    }

    @Test
    void addresses_with_a_label_are_told() throws Exception {
        pod.ip("address add 10.0.4.7/24 dev net1", "address add 10.0.4.9/32 dev net1 label net1:1");

        assertThat(net1(network()).addresses()).isEqualTo(ips("10.0.4.7", "10.0.4.9"));
    }

    @Test
    void neither_the_loopback_nor_the_primary_interface_is_told() throws Exception {
        pod.ip("address add 10.0.4.7/24 dev net1");

        assertThat(look(network())).extracting(PodInterface::name).containsExactly("net1");
    }

    @Test
    void link_local_addresses_are_not_told() throws Exception {
        pod.ip("address add fe80::7/64 dev net1 nodad");

        assertThat(look(network())).isEmpty();
    }

    @Test
    void an_interface_that_is_down_keeps_its_address() throws Exception {
        pod.ip("address add 10.0.4.7/24 dev net1", "link set net1 down");

        assertThat(net1(network()).addresses()).isEqualTo(ips("10.0.4.7"));
    }

    @Test
    void an_ipv6_address_is_not_told_before_the_end_of_duplicate_detection() throws Exception {
        pod.ip("link set node1 down", "address add 2001:db8:4::7/64 dev net1");
        KernelNetwork network = network();
        assertThat(look(network)).isEmpty();

        Future<?> change = awaiting(network);
        pod.ip("link set node1 up");
        change.get();

        assertThat(net1(network).addresses()).isEqualTo(ips("2001:db8:4::7"));
    }

    @Test
    void the_kernel_tells_of_a_new_address() throws Exception {
        assertTold("address add 10.0.4.7/24 dev net1");
    }

    @Test
    void the_kernel_tells_of_a_new_ipv6_address() throws Exception {
        assertTold("address add 2001:db8:4::7/64 dev net1 nodad");
    }

    @Test
    void the_kernel_tells_of_an_address_that_goes() throws Exception {
        pod.ip("address add 10.0.4.7/24 dev net1");

        assertTold("address del 10.0.4.7/24 dev net1");
    }

    @Test
    void the_kernel_tells_of_an_interface_that_goes() throws Exception {
        assertTold("link del net1");
    }

    @Test
    void a_change_between_the_look_and_the_wait_is_not_missed() throws Exception {
        KernelNetwork network = network();
        look(network);
        pod.ip("address add 10.0.4.7/24 dev net1");

        awaiting(network).get();

        assertThat(net1(network).addresses()).isEqualTo(ips("10.0.4.7"));
    }

    @Test
    void changes_of_the_primary_interface_wake_nobody() throws Exception {
        KernelNetwork network = network();
        look(network);
        Future<?> change = awaiting(network);

        pod.ip("address add 10.0.1.6/32 dev eth0", "address del 10.0.1.6/32 dev eth0");
        assertThat(change.isDone()).isFalse();
        pod.ip("address add 10.0.4.7/24 dev net1");
        change.get();

        assertThat(net1(network).addresses()).isEqualTo(ips("10.0.4.7"));
    }

    @Test
    void a_wait_without_a_change_ends() throws Exception {
        KernelNetwork network = network();
        List<PodInterface> before = look(network);

        pod.inside(
                () -> {
                    network.awaitChange(Duration.ofMillis(1));
                    return true;
                });

        assertThat(look(network)).isEqualTo(before);
    }

    /** Asks the socket itself, so that nothing but the kernel can have told it. */
    private void assertTold(String command) throws Exception {
        RouteSocket socket = pod.inside(RouteSocket::open);

        pod.ip(command);

        assertThat(socket.await(HOUR)).isTrue();
    }

    private Future<?> awaiting(KernelNetwork network) {
        Callable<Boolean> wait =
                () -> {
                    network.awaitChange(HOUR);
                    return true;
                };
        return pod.start(wait);
    }

    private List<PodInterface> look(KernelNetwork network) throws Exception {
        return pod.inside(network::interfaces);
    }

    private PodInterface net1(KernelNetwork network) throws Exception {
        return look(network).stream()
                .filter(each -> each.name().equals("net1"))
                .findAny()
                .orElseThrow();
    }

    private static List<Ip> ips(String... texts) {
        return Stream.of(texts).map(Ip::parse).toList();
    }

    /** Whoever falls back on a look every so often fails. */
    private static KernelNetwork network() {
        return new KernelNetwork(
                "eth0",
                new NoPause(),
                warning -> {
                    throw new AssertionError(warning);
                });
    }

    private static final class NoPause implements Time {

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public void pause(Duration duration) {
            throw new AssertionError("The kernel's notifications are not used");
        }

        @Override
        public <T> List<T> together(List<? extends Callable<? extends T>> tasks) {
            throw new AssertionError("Nothing is done side by side");
        }
    }
}

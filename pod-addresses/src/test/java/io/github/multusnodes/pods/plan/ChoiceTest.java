package io.github.multusnodes.pods.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.plan.Refusal.Reason;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class ChoiceTest {

    private static final NodeEni PRIMARY = eni(0, "10.0.0.0/24", Optional.empty());
    private static final NodeEni N3 = eni(1, "10.0.1.0/24", Optional.of("n3"));
    private static final NodeEni TWIN = eni(2, "10.0.1.0/24", Optional.of("n4"));
    private static final NodeEni N6 = eni(3, "10.0.2.0/24", Optional.of("n6"), "10.0.2.64/28");

    @Test
    void the_mac_decides_even_against_the_network() {
        assertThat(place("10.0.1.100", Optional.of("02:02"), Optional.of("n3"), N3, TWIN))
                .isEqualTo("eni-2");
    }

    @Test
    void without_its_mac_the_network_decides() {
        assertThat(place("10.0.1.100", Optional.of("0a:0a"), Optional.of("n4"), N3, TWIN))
                .isEqualTo("eni-2");
    }

    @Test
    void without_either_the_subnet_decides_if_it_leaves_no_choice() {
        assertThat(place("10.0.1.100", Optional.empty(), Optional.empty(), N3, N6))
                .isEqualTo("eni-1");
    }

    @Test
    void the_primary_interface_is_no_choice_even_in_the_same_subnet() {
        NodeEni beside = eni(1, "10.0.0.0/24", Optional.empty());

        assertThat(place("10.0.0.100", Optional.empty(), Optional.empty(), PRIMARY, beside))
                .isEqualTo("eni-1");
    }

    @Test
    void a_network_that_the_node_does_not_have_is_refused_although_the_subnet_would_do() {
        Refusal refusal = refused("10.0.1.100", Optional.empty(), Optional.of("n9"), N3, N6);

        assertThat(refusal.reason()).isEqualTo(Reason.NO_INTERFACE);
        assertThat(refusal.text())
                .isEqualTo(
                        "10.0.1.100 of net1 in the network n9 fits on no secondary interface of the"
                                + " node; there are eni-1 of n3 with [10.0.1.0/24], eni-3 of n6"
                                + " with [10.0.2.0/24]: attach one in its subnet, or give the pod"
                                + " an address of theirs");
    }

    @Test
    void two_interfaces_in_one_subnet_are_refused_by_name() {
        Refusal refusal = refused("10.0.1.100", Optional.empty(), Optional.empty(), TWIN, N3);

        assertThat(refusal.reason()).isEqualTo(Reason.AMBIGUOUS);
        assertThat(refusal.text()).startsWith("10.0.1.100 of net1 fits on each of eni-1, eni-2,");
    }

    /** As with host-device: nothing is to be done about it. */
    @Test
    void a_pod_with_an_interface_of_its_own_has_the_primary_address_of_that() {
        Placements placements =
                placements("10.0.1.11", Optional.of("02:01"), Optional.empty(), N3, N6);

        assertThat(placements.refusals()).isEmpty();
        assertThat(placements.missing()).isEmpty();
        assertThat(placements.areCovered()).isTrue();
    }

    @Test
    void addresses_that_are_not_the_pods_to_have_are_refused_by_name() {
        assertThat(reason("10.0.2.100", "02:01", N3, N6)).isEqualTo(Reason.OUTSIDE_SUBNET);
        assertThat(reason("10.0.1.3", "02:01", N3, N6)).isEqualTo(Reason.RESERVED);
        assertThat(reason("10.0.1.255", "02:01", N3, N6)).isEqualTo(Reason.RESERVED);
        assertThat(reason("10.0.1.11", "02:99", N3, N6)).isEqualTo(Reason.PRIMARY_ADDRESS);
        assertThat(reason(N6.primary().orElseThrow().toString(), "02:01", N3, N6))
                .isEqualTo(Reason.PRIMARY_ADDRESS);
        assertThat(reason("10.0.0.100", "02:00", PRIMARY, N3)).isEqualTo(Reason.PRIMARY_INTERFACE);
        assertThat(
                        reason(
                                "10.0.1.70",
                                "02:01",
                                N3,
                                eni(2, "10.0.1.0/24", Optional.empty(), "10.0.1.64/28")))
                .isEqualTo(Reason.OTHER_PREFIX);
    }

    @Test
    void an_address_of_a_delegated_prefix_is_in_its_place_as_it_is() {
        Placements placements = placements("10.0.2.70", Optional.of("02:03"), Optional.empty(), N6);

        assertThat(placements.areCovered()).isTrue();
        assertThat(placements.missing()).isEmpty();
    }

    @Test
    void one_address_on_interfaces_of_two_parents_is_refused() {
        Ip address = Ip.parse("10.0.1.100");
        Placements placements =
                Placements.of(
                        Stream.of("02:01", "02:02")
                                .map(
                                        mac ->
                                                new PodInterface(
                                                        "if-" + mac,
                                                        Optional.empty(),
                                                        Optional.of(mac),
                                                        List.of(address)))
                                .toList(),
                        List.of(N3, TWIN));

        assertThat(placements.places()).isEmpty();
        assertThat(placements.refusals().getFirst().text()).contains("belong to eni-1, eni-2");
    }

    private static Reason reason(String address, String mac, NodeEni... node) {
        return refused(address, Optional.of(mac), Optional.empty(), node).reason();
    }

    private static String place(
            String address, Optional<String> mac, Optional<String> network, NodeEni... node) {
        return placements(address, mac, network, node).at(Ip.parse(address)).id();
    }

    private static Refusal refused(
            String address, Optional<String> mac, Optional<String> network, NodeEni... node) {
        return placements(address, mac, network, node).refusals().getFirst();
    }

    private static Placements placements(
            String address, Optional<String> mac, Optional<String> network, NodeEni... node) {
        return Placements.of(
                List.of(new PodInterface("net1", network, mac, List.of(Ip.parse(address)))),
                List.of(node));
    }

    private static NodeEni eni(
            int index, String subnet, Optional<String> network, String... prefixes) {
        Cidr block = Cidr.parse(subnet);
        return new NodeEni(
                "eni-" + index,
                "02:0" + index,
                0,
                index,
                network,
                "subnet-of-" + subnet,
                List.of(block),
                Optional.of(block.first().plus(10L + index)),
                List.of(),
                Stream.of(prefixes).map(Cidr::parse).toList());
    }
}

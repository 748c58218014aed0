package io.github.multusnodes.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

class NodeChecksTest {

    private static final Node NODE =
            new Node(
                    "i-1",
                    "m5.large",
                    "us-west-2a",
                    Node.State.PRESENT,
                    Map.of(new Slot(0, 0), "eni-primary"),
                    Instant.EPOCH);
    private static final Map<Family, Integer> PLACES = Map.of(Family.IPV4, 10, Family.IPV6, 10);
    private static final Map<String, Subnet> SUBNETS =
            Map.of(
                    "subnet-a",
                            new Subnet(
                                    "subnet-a",
                                    "us-west-2a",
                                    Map.of(Family.IPV4, Cidr.parse("10.0.0.0/24"))),
                    "subnet-a2",
                            new Subnet(
                                    "subnet-a2",
                                    "us-west-2a",
                                    Map.of(Family.IPV4, Cidr.parse("10.0.1.0/24"))),
                    "subnet-b",
                            new Subnet(
                                    "subnet-b",
                                    "us-west-2b",
                                    Map.of(Family.IPV4, Cidr.parse("10.0.2.0/24"))));

    @Test
    void the_instances_zone_picks_the_subnet() {
        Network network = network(1, 0, "subnet-b", "subnet-a");

        assertThat(NodeChecks.subnetsInZone(NODE, List.of(network), SUBNETS))
                .containsExactly(Map.entry(network, SUBNETS.get("subnet-a")));
    }

    @Test
    void a_network_without_a_subnet_in_the_zone_is_refused_with_what_is_configured() {
        assertThatThrownBy(
                        () ->
                                NodeChecks.subnetsInZone(
                                        NODE,
                                        List.of(network(1, 0, "subnet-b", "subnet-x")),
                                        SUBNETS))
                .hasMessage(
                        "Network 'n1' has no subnet in us-west-2a, the zone of i-1; exactly one is"
                            + " needed. Configured: subnet-b in us-west-2b; subnet-x, which does"
                            + " not exist.");
    }

    @Test
    void a_network_with_two_subnets_in_the_zone_is_refused() {
        assertThatThrownBy(
                        () ->
                                NodeChecks.subnetsInZone(
                                        NODE,
                                        List.of(network(1, 0, "subnet-a", "subnet-a2")),
                                        SUBNETS))
                .hasMessageContaining("has 2 subnets in us-west-2a");
    }

    @Test
    void as_many_networks_as_the_card_takes_beside_the_primary_interface_fit() {
        InterfaceLimits limits = new InterfaceLimits("m5.large", Map.of(0, 3, 1, 2), PLACES);

        assertThatCode(() -> NodeChecks.requireRoom(NODE, networks(2, 0), limits))
                .doesNotThrowAnyException();
        assertThatCode(() -> NodeChecks.requireRoom(NODE, networks(2, 1), limits))
                .doesNotThrowAnyException();
    }

    @Test
    void one_network_more_than_the_card_takes_is_refused() {
        InterfaceLimits limits = new InterfaceLimits("m5.large", Map.of(0, 3, 1, 2), PLACES);

        assertThatThrownBy(() -> NodeChecks.requireRoom(NODE, networks(3, 0), limits))
                .hasMessage(
                        "Instance i-1 needs 4 interfaces on network card 0 (device indexes 0, 1, 2,"
                            + " 3, what sits there already included); its type m5.large takes 3."
                            + " Use a larger type, or fewer networks.");
        assertThatThrownBy(() -> NodeChecks.requireRoom(NODE, networks(3, 1), limits))
                .hasMessageContainingAll("network card 1", "takes 2");
        assertThatThrownBy(() -> NodeChecks.requireRoom(NODE, networks(1, 2), limits))
                .hasMessageContainingAll("network card 2", "takes 0");
    }

    @Test
    void what_others_have_attached_counts() {
        Node busy =
                new Node(
                        "i-1",
                        "m5.large",
                        "us-west-2a",
                        Node.State.PRESENT,
                        Map.of(new Slot(0, 0), "eni-primary", new Slot(0, 7), "eni-of-the-cni"),
                        Instant.EPOCH);

        assertThatThrownBy(
                        () ->
                                NodeChecks.requireRoom(
                                        busy,
                                        networks(2, 0),
                                        new InterfaceLimits("m5.large", Map.of(0, 3), PLACES)))
                .hasMessageContaining("device indexes 0, 1, 2, 7");
    }

    private static List<Network> networks(int count, int card) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(index -> network(index, card, "subnet-a"))
                .toList();
    }

    private static Network network(int index, int card, String... subnets) {
        return new Network(
                "n" + index,
                new Slot(card, index),
                List.of(subnets),
                List.of(),
                new AddressMode.Auto(List.of()),
                new AddressMode.None(),
                true,
                Map.of());
    }
}

package io.github.multusnodes.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.node.AddressMode.Auto;
import io.github.multusnodes.node.AddressMode.InReservations;
import io.github.multusnodes.node.AddressMode.LowestFree;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How many more node addresses there are before those of pods. */
class HeadroomTest {

    private static final AddressMode UPPER_HALF = lowestFree("10.0.0.128/25");

    private final List<Eni> interfaces = new ArrayList<>();
    private final List<CidrReservation> reservations = new ArrayList<>();

    @Test
    void an_empty_subnet_has_all_addresses_below_the_first_range() {
        assertThat(left(UPPER_HALF)).contains(124L);
    }

    @Test
    void each_address_below_the_range_that_anybody_holds_counts_and_none_above() {
        node("10.0.0.4");
        stranger("10.0.0.9", "10.0.0.10");
        stranger("10.0.0.200");

        assertThat(left(UPPER_HALF)).contains(121L);
    }

    @Test
    void a_prefix_that_somebody_holds_counts_with_all_its_addresses() {
        interfaces.add(eni(Map.of(), List.of("10.0.0.4"), List.of(Cidr.parse("10.0.0.16/28"))));

        assertThat(left(UPPER_HALF)).contains(124L - 1 - 16);
    }

    @Test
    void holes_below_nodes_count_for_they_are_filled_first() {
        node("10.0.0.127");

        assertThat(left(UPPER_HALF)).contains(123L);
    }

    @Test
    void it_is_none_when_the_last_address_before_the_range_is_taken() {
        IntStream.rangeClosed(4, 127).forEach(last -> node("10.0.0." + last));

        assertThat(left(UPPER_HALF)).contains(0L);
    }

    @Test
    void of_several_ranges_the_first_above_the_nodes_is_the_next_to_come_to() {
        AddressMode mode = lowestFree("10.0.0.64/28", "10.0.0.32/28", "10.0.0.0/29");
        assertThat(left(mode)).as("nodes begin above the lowest range").contains(24L);

        node("10.0.0.8");
        assertThat(left(mode)).contains(23L);
        node("10.0.0.48");
        assertThat(left(mode)).as("the second is passed: 23 holes and 15").contains(38L);
        node("10.0.0.80");
        assertThat(left(mode)).as("all are passed: what is left at all").contains(38L + 174);
    }

    @Test
    void only_the_first_address_of_a_node_of_the_group_shows_how_far_nodes_have_come() {
        AddressMode mode = lowestFree("10.0.0.32/28", "10.0.0.128/25");
        interfaces.add(
                eni(ours("upf", "n1"), List.of("10.0.0.4", "10.0.0.50", "10.0.0.130"), List.of()));
        interfaces.add(eni(ours("smf", "n1"), List.of("10.0.0.51"), List.of()));
        interfaces.add(eni(ours("upf", "n2"), List.of("10.0.0.52"), List.of()));

        assertThat(left(mode)).contains(27L);
    }

    @Test
    void a_node_in_the_pods_range_itself_does_not_count_as_having_passed_it() {
        node("10.0.0.130");

        assertThat(left(UPPER_HALF)).contains(124L);
    }

    @Test
    void reservations_of_either_type_are_ranges_as_well() {
        reserve("scr-1", "10.0.0.64/26");
        reserve("scr-2", "2001:db8::/80");

        assertThat(left(lowestFree())).contains(60L);
    }

    @Test
    void in_named_reservations_it_is_all_that_is_left_in_them() {
        reserve("scr-1", "10.0.0.128/28");
        reserve("scr-2", "10.0.0.16/28");
        node("10.0.0.128");
        stranger("10.0.0.17");

        assertThat(left(named("scr-1", "scr-2"))).contains(30L);
    }

    @Test
    void without_a_range_for_pods_in_this_subnet_there_is_nothing_to_tell() {
        assertThat(left(lowestFree())).isEmpty();
        assertThat(left(lowestFree("10.0.9.0/24"))).isEmpty();
    }

    @Test
    void where_we_do_not_choose_there_is_nothing_to_tell() {
        assertThat(left(new Auto(List.of(Cidr.parse("10.0.0.128/25"))))).isEmpty();
        assertThat(left(new AddressMode.None())).isEmpty();
    }

    @Test
    void a_subnet_without_ipv4_has_nothing_to_tell() {
        Subnet ipv6 =
                new Subnet(
                        "subnet-a", "us-west-2a", Map.of(Family.IPV6, Cidr.parse("2001:db8::/64")));

        assertThat(headroom(UPPER_HALF, ipv6).untilPods()).isEmpty();
    }

    private Optional<Long> left(AddressMode mode) {
        return headroom(
                        mode,
                        new Subnet(
                                "subnet-a",
                                "us-west-2a",
                                Map.of(Family.IPV4, Cidr.parse("10.0.0.0/24"))))
                .untilPods();
    }

    private Headroom headroom(AddressMode mode, Subnet subnet) {
        Network network =
                new Network(
                        "n1",
                        new Slot(0, 1),
                        List.of("subnet-a"),
                        List.of(),
                        mode,
                        new AddressMode.None(),
                        true,
                        Map.of());
        return new Headroom("upf", network, subnet, reservations, interfaces);
    }

    private static AddressMode lowestFree(String... excluded) {
        return new LowestFree(Stream.of(excluded).map(Cidr::parse).toList());
    }

    private static AddressMode named(String... ids) {
        return new InReservations(
                Stream.of(ids).<ReservationName>map(ReservationName.ById::new).toList(), List.of());
    }

    private void node(String address) {
        interfaces.add(eni(ours("upf", "n1"), List.of(address), List.of()));
    }

    private void stranger(String... addresses) {
        interfaces.add(eni(Map.of(), List.of(addresses), List.of()));
    }

    private void reserve(String id, String cidr) {
        reservations.add(new CidrReservation(id, Cidr.parse(cidr), CidrReservation.Type.EXPLICIT));
    }

    private static Map<String, String> ours(String nodeGroup, String network) {
        return Map.of(Tags.NODE_GROUP, nodeGroup, Tags.NETWORK, network);
    }

    private static Eni eni(Map<String, String> tags, List<String> addresses, List<Cidr> prefixes) {
        return new Eni(
                "eni-" + addresses.getFirst(),
                "subnet-a",
                addresses.stream().map(Ip::parse).toList(),
                prefixes,
                Optional.empty(),
                true,
                tags);
    }
}

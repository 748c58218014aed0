package io.github.multusnodes.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.stage.Grounds;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Subnets with more interfaces than one page of a listing holds. */
class CrowdedSubnetTest {

    private static final Layout LARGE = Layout.of(1, 1).withPrefixLength(21);
    private static final Layout LARGEST = LARGE.withPrefixLength(16);
    private static final String PREFIXES = "{\"ipv4\":2,\"ipv4Range\":\"10.0.240.0/20\"}";
    private static final Layout ONE_PREFIX =
            LARGE.withPodPrefixes("{\"ipv4\":1,\"ipv4Range\":\"10.0.7.0/24\"}");
    private static final Scenario UNTHROTTLED =
            Scenario.realistic().withThrottling(Scenario.Throttling.NONE);

    @ParameterizedTest(name = "{0} addresses used, every {1}th")
    @CsvSource({
        "0, 1, 4, 1",
        "1000, 1, 1004, 11",
        "60000, 1, 60004, 17",
        "1000, 60, 5, 3",
        "13000, 5, 5, 3",
    })
    void an_address_costs_so_many_calls_and_no_further_page(
            int used, int every, int lowest, int listings) {
        Stage stage = Stage.open(UNTHROTTLED, LARGEST);
        stage.crowd(0, IntStream.range(0, used).map(i -> 4 + i * every)).group(1);

        stage.untilInService(1);

        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
        assertThat(stage.inspect().addresses(0)).containsExactly(lowestBeside(stage, lowest));
        assertThat(listings(stage)).hasSize(listings);
        assertThat(furtherPages(stage)).isEmpty();
    }

    @Test
    void the_groups_own_interfaces_show_where_the_next_are_likely_to_be() {
        Stage stage = Stage.open(UNTHROTTLED, LARGEST);
        stage.crowd(0, IntStream.range(4, 4_004)).group(1).untilInService(1);
        stage.calls().clear();

        stage.scaleTo(2).untilInService(2);

        assertThat(stage.inspect().addresses(0))
                .containsExactlyInAnyOrderElementsOf(from(4_004, 2));
        assertThat(listings(stage)).hasSize(6);
    }

    @Test
    void a_burst_beyond_the_boundary_ends_dense_without_a_collision() {
        Stage stage = Stage.open(UNTHROTTLED, LARGEST);
        stage.crowd(0, IntStream.range(4, 1_390)).group(12).untilInService(12);

        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
        assertThat(stage.inspect().addresses(0))
                .containsExactlyInAnyOrderElementsOf(from(1_390, 12));
        assertThat(
                        stage.calls().of("CreateNetworkInterface").stream()
                                .filter(CrowdedSubnetTest::byUs))
                .as("no collision")
                .hasSize(12);
        assertThat(furtherPages(stage)).isEmpty();
    }

    @Test
    void a_hole_in_the_first_window_is_filled_before_the_boundary() {
        Stage stage = Stage.open(UNTHROTTLED, LARGE);
        stage.crowd(0, IntStream.range(4, 1_500).filter(place -> place != 77))
                .group(2)
                .untilInService(2);

        assertThat(stage.inspect().addresses(0)).containsExactlyInAnyOrder(place(77), place(1_500));
    }

    @Test
    void where_no_window_has_a_free_address_all_pages_are_read_and_the_last_hole_is_found() {
        Stage stage = Stage.open(UNTHROTTLED, LARGE);
        stage.crowd(0, IntStream.range(4, 2_047).filter(place -> place != 1_111))
                .group(1)
                .untilInService(1);

        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
        assertThat(stage.inspect().addresses(0)).containsExactly(place(1_111));
        assertThat(furtherPages(stage)).isNotEmpty();
    }

    @Test
    void a_full_subnet_is_told_before_another_networks_interface_is_created() {
        Stage stage = Stage.open(UNTHROTTLED, Layout.of(1, 2).withPrefixLength(21));
        stage.crowd(1, IntStream.range(4, 2_047)).group(1).runFor(Duration.ofMinutes(2));

        assertThat(stage.calls().of("CreateNetworkInterface")).isEmpty();
        assertThat(stage.logLines())
                .anyMatch(
                        line ->
                                line.contains("\"SUBNET_FULL\"")
                                        && line.contains("interfaces hold 2043, EC2 keeps five"));
    }

    @Test
    void a_small_territory_is_known_to_be_full_without_a_listing() {
        Stage stage =
                Stage.open(
                        UNTHROTTLED,
                        LARGE.withIpv4(
                                "{\"mode\":\"lowest-free\",\"exclude\":[\"10.0.0.128/25\",\"10.0.1.0/24\",\"10.0.2.0/23\",\"10.0.4.0/22\"]}"));
        stage.crowd(0, IntStream.range(4, 1_200)).group(1).runFor(Duration.ofMinutes(1));

        assertThat(stage.logLines()).anyMatch(line -> line.contains("\"SUBNET_FULL\""));
        assertThat(furtherPages(stage)).isEmpty();
        assertThat(stage.calls().of("CreateNetworkInterface")).isEmpty();
    }

    @Test
    void interfaces_further_up_cost_nothing_and_a_burst_ends_dense() {
        Stage stage = Stage.open(UNTHROTTLED, LARGE);
        stage.crowd(0, IntStream.range(600, 1700)).group(10).untilInService(10);

        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
        assertThat(stage.inspect().addresses(0)).containsExactlyInAnyOrderElementsOf(from(4, 10));
        assertThat(furtherPages(stage)).isEmpty();
    }

    @Test
    void delegated_prefixes_that_no_filter_finds_are_passed_over() {
        Stage stage = Stage.open(UNTHROTTLED, LARGE);
        stage.crowd(0, IntStream.concat(IntStream.range(4, 16), IntStream.range(600, 1700)));
        delegate(stage, "10.0.0.16/28");

        stage.group(1).untilInService(1);

        assertThat(stage.notices()).as("no node was replaced").hasSize(1);
        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
        assertThat(stage.inspect().addresses(0)).containsExactly("10.0.0.32");
        assertThat(
                        stage.calls().of("CreateNetworkInterface").stream()
                                .filter(CrowdedSubnetTest::byUs))
                .as("three refusals, then all is listed")
                .hasSize(4);
    }

    @ParameterizedTest(name = "{0} addresses used")
    @CsvSource({"0, 2", "1000, 13", "60000, 19"})
    void prefixes_cost_so_many_calls_and_no_further_page(int used, int listings) {
        Stage stage = Stage.open(UNTHROTTLED, LARGEST.withPodPrefixes(PREFIXES));
        stage.crowd(0, IntStream.range(4, 4 + used)).group(1).untilInService(1);

        assertThat(stage.inspect().prefixes(0)).containsExactly("10.0.240.0/28 10.0.240.16/28");
        assertThat(listings(stage)).hasSize(listings);
        assertThat(furtherPages(stage)).isEmpty();
    }

    @Test
    void a_burst_of_prefixes_passes_over_single_addresses_and_prefixes_of_other_groups() {
        Stage stage = Stage.open(UNTHROTTLED, LARGEST.withPodPrefixes(PREFIXES));
        stage.crowd(0, IntStream.range(4, 2_000));
        stage.crowd(0, IntStream.of(61_450, 61_460));

        stage.group(12).untilInService(12);

        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
        assertThat(
                        stage.inspect().prefixes(0).stream()
                                .flatMap(its -> List.of(its.split(" ")).stream()))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(2, 26)
                                .mapToObj(block -> place(61_440 + 16 * block) + "/28")
                                .toList());
        assertThat(stage.calls().of("AssignPrivateIpAddresses")).as("no collision").hasSize(12);
        assertThat(furtherPages(stage)).isEmpty();
    }

    @Test
    void a_foreign_prefix_in_the_range_is_found_after_some_refusals() {
        Stage stage = Stage.open(UNTHROTTLED, ONE_PREFIX);
        stage.crowd(0, IntStream.range(4, 1_100));
        delegate(stage, "10.0.7.0/28");

        stage.group(1).untilInService(1);

        assertThat(stage.notices()).as("no node was replaced").hasSize(1);
        assertThat(stage.inspect().prefixes(0)).containsExactly("10.0.7.16/28");
        assertThat(
                        stage.calls().of("AssignPrivateIpAddresses").stream()
                                .filter(CrowdedSubnetTest::byUs))
                .as("one refusal, two looks in vain, then all is listed")
                .hasSize(2);
        assertThat(furtherPages(stage)).isNotEmpty();
    }

    @Test
    void however_many_foreign_prefixes_come_first_in_the_range_the_next_one_is_found() {
        Stage stage = Stage.open(UNTHROTTLED, ONE_PREFIX);
        stage.crowd(0, IntStream.range(4, 1_100));
        delegate(
                stage,
                IntStream.range(0, 6)
                        .mapToObj(i -> "10.0.7." + 16 * i + "/28")
                        .toArray(String[]::new));

        stage.group(1).runFor(Duration.ofMinutes(2));

        assertThat(stage.notices()).as("no node was replaced").hasSize(1);
        assertThat(stage.inspect().prefixes(0)).containsExactly("10.0.7.96/28");
    }

    @Test
    void a_range_without_a_free_prefix_is_told_after_all_pages_and_before_anything_is_created() {
        Stage stage = Stage.open(UNTHROTTLED, ONE_PREFIX);
        stage.crowd(0, IntStream.range(4, 1_100));
        stage.crowd(0, IntStream.range(112, 128).map(block -> block * 16 + 5));

        stage.group(1).runFor(Duration.ofMinutes(1));

        assertThat(stage.calls().of("CreateNetworkInterface")).isEmpty();
        assertThat(stage.logLines())
                .anyMatch(
                        line ->
                                line.contains("\"NO_FREE_PREFIX\"")
                                        && line.contains("0 prefixes and 16 single addresses"));
    }

    /** To a foreign interface whose own address nobody asks about. */
    private static void delegate(Stage stage, String... prefixes) {
        String subnet = stage.grounds().networkSubnets().getFirst().getFirst();
        String eni =
                stage.ec2()
                        .createNetworkInterface(
                                r -> r.subnetId(subnet).privateIpAddress(place(1_750)))
                        .networkInterface()
                        .networkInterfaceId();
        stage.ec2().assignPrivateIpAddresses(r -> r.networkInterfaceId(eni).ipv4Prefixes(prefixes));
    }

    /** In a subnet of all the VPC, EC2 may have drawn that very address for the node itself. */
    private static String lowestBeside(Stage stage, int place) {
        String nodes =
                stage.ec2()
                        .describeInstances()
                        .reservations()
                        .getFirst()
                        .instances()
                        .getFirst()
                        .privateIpAddress();
        return nodes.equals(place(place)) ? place(place + 1) : place(place);
    }

    private static List<RecordedCall> listings(Stage stage) {
        return stage.calls().of("DescribeNetworkInterfaces").stream()
                .filter(CrowdedSubnetTest::byUs)
                .toList();
    }

    private static List<RecordedCall> furtherPages(Stage stage) {
        return listings(stage).stream()
                .filter(call -> call.call().parameters().containsKey("NextToken"))
                .toList();
    }

    private static boolean byUs(RecordedCall call) {
        return call.call().caller().startsWith("launch");
    }

    private static List<String> from(int first, int count) {
        return IntStream.range(first, first + count).mapToObj(CrowdedSubnetTest::place).toList();
    }

    private static String place(int place) {
        return Grounds.address(0, place);
    }
}

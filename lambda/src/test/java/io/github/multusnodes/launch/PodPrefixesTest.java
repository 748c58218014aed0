package io.github.multusnodes.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.runtime.Mishap;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.stage.ChangingCalls;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Layout.Reserved;
import io.github.multusnodes.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Prefixes that interfaces get for the pods behind them. */
class PodPrefixesTest {

    private static final String FROM_RANGE = "{\"ipv4\":2,\"ipv4Range\":\"10.0.0.128/25\"}";
    private static final Layout BOTH_FAMILIES =
            Layout.of(1, 1)
                    .withIpv6("{\"mode\":\"lowest-free\"}")
                    .withReserved(new Reserved(0, 0, "10.0.0.128/25", "prefix"))
                    .withPodPrefixes(
                            "{\"ipv4\":1,\"ipv6\":1,\"ipv6Range\":\"2600:1f14:0:100::/72\"}");

    /** Create, attach, two attributes, two delegations, one answer. */
    private static final int CHANGING_CALLS = 7;

    @Test
    void an_interface_gets_the_lowest_prefixes_of_the_named_range_and_an_address_below() {
        Stage stage = launched(1, Layout.of(1, 1).withPodPrefixes(FROM_RANGE));

        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
        assertThat(stage.inspect().addresses(0)).containsExactly("10.0.0.4");
        assertThat(stage.inspect().prefixes(0)).containsExactly("10.0.0.128/28 10.0.0.144/28");
        assertThat(stage.logLines())
                .anyMatch(
                        line ->
                                line.contains("\"step\":\"delegate_prefixes\"")
                                        && line.contains(
                                                "\"prefixes\":[\"10.0.0.128/28\",\"10.0.0.144/28\"]"));
    }

    @Test
    void a_named_range_is_kept_free_of_node_addresses() {
        Stage stage =
                launched(
                        1,
                        Layout.of(1, 1)
                                .withPodPrefixes("{\"ipv4\":1,\"ipv4Range\":\"10.0.0.0/27\"}"));

        assertThat(stage.inspect().addresses(0)).containsExactly("10.0.0.32");
        assertThat(stage.inspect().prefixes(0)).containsExactly("10.0.0.16/28");
    }

    @Test
    void five_nodes_at_once_get_neighbouring_prefixes_of_both_families() {
        Stage stage = launched(5, BOTH_FAMILIES);

        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
        assertThat(stage.inspect().prefixes(0).stream().flatMap(its -> Stream.of(its.split(" "))))
                .containsExactlyInAnyOrder(
                        "10.0.0.128/28",
                        "10.0.0.144/28",
                        "10.0.0.160/28",
                        "10.0.0.176/28",
                        "10.0.0.192/28",
                        "2600:1f14:0:100:1::/80",
                        "2600:1f14:0:100:2::/80",
                        "2600:1f14:0:100:3::/80",
                        "2600:1f14:0:100:4::/80",
                        "2600:1f14:0:100:5::/80");
        assertThat(stage.inspect().prefixes(0)).allMatch(its -> its.split(" ").length == 2);
        assertThat(stage.calls().of("AssignPrivateIpAddresses")).as("no collision").hasSize(5);
        assertThat(stage.calls().of("AssignIpv6Addresses")).as("no collision").hasSize(5);
    }

    @Test
    void of_five_nodes_those_that_fit_are_in_service_and_nothing_of_the_others_is_left() {
        Stage stage =
                Stage.open(
                        Scenario.realistic(),
                        Layout.of(1, 1)
                                .withReserved(
                                        new Reserved(0, 0, "10.0.0.64/27", "prefix"),
                                        new Reserved(0, 0, "10.0.0.32/28", "prefix"))
                                .withPodPrefixes("{\"ipv4\":1}"));

        stage.group(5).untilInService(3).runFor(Duration.ofSeconds(90));

        assertThat(stage.inService()).hasSize(3);
        assertThat(stage.inspect().prefixes(0))
                .filteredOn(its -> !its.isEmpty())
                .containsExactly("10.0.0.32/28", "10.0.0.64/28", "10.0.0.80/28");
        assertThat(abandoned(stage)).isNotEmpty().allMatch(line -> line.contains("NO_FREE_PREFIX"));
    }

    @Test
    void a_fragmented_range_is_told_before_anything_is_created() {
        Stage stage = Stage.open(Scenario.realistic(), Layout.of(1, 1).withPodPrefixes(FROM_RANGE));
        stage.grounds().occupy(stage.ec2(), 0, 0, IntStream.of(130, 150, 170, 190, 200, 210));
        stage.calls().clear();

        stage.group(1).runFor(Duration.ofSeconds(60));

        assertThat(stage.calls().of("CreateNetworkInterface")).isEmpty();
        assertThat(abandoned(stage).getFirst())
                .contains("\"NO_FREE_PREFIX\"")
                .contains(
                        "Network 'n1' lacks 2 /28 of subnet "
                                + stage.grounds().networkSubnets().getFirst().getFirst()
                                + " (10.0.0.0/24, us-west-2a); in [10.0.0.128/25] 1 are free as a"
                                + " whole: interfaces hold 0 prefixes and 6 single addresses"
                                + " there, and each single address blocks its whole /28. Move"
                                + " single addresses out and keep them out by a CIDR reservation"
                                + " of type prefix, or reserve a further block.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"ipv4\":1}|NO_PREFIX_RANGE|Network 'n1' delegates 1 IPv4 prefixes to each"
                        + " interface; subnet",
                "{\"ipv4\":1,\"ipv4Range\":\"10.9.0.0/24\"}|NO_PREFIX_RANGE|has no CIDR"
                        + " reservation of type prefix to take them from, and the settings name no"
                        + " range in it: they name [10.9.0.0/24]. Reserve a block of type prefix,"
                        + " or set podPrefixes.ipv4Range.",
                "{\"ipv6\":1}|NO_ADDRESS_BLOCK|in us-west-2a has no IPv6 block. Give the subnet"
                        + " one, or ask for none.",
                "{\"ipv4\":30,\"ipv4Range\":\"10.0.0.0/24\"}|TOO_MANY_PREFIXES|Network 'n1' needs"
                        + " 31 places for IPv4 on its interface (1 of its own, 30 for prefixes);"
                        + " type m5.4xlarge has 30 on each. Ask for fewer prefixes, or use a larger"
                        + " type."
            })
    void what_cannot_be_had_is_told_before_anything_is_created(
            String setting, String reason, String message) {
        Stage stage = Stage.open(Scenario.realistic(), Layout.of(1, 1).withPodPrefixes(setting));

        stage.group(1).runFor(Duration.ofSeconds(60));

        assertThat(stage.calls().of("CreateNetworkInterface")).isEmpty();
        assertThat(abandoned(stage).getFirst()).contains('"' + reason + '"').contains(message);
    }

    @Test
    void a_prefix_that_ec2_refuses_though_nobody_has_it_is_passed_over() {
        Stage stage =
                Stage.open(
                        Scenario.realistic(),
                        Layout.of(1, 1)
                                .withPodPrefixes(
                                        "{\"ipv4\":1,\"ipv4Range\":[\"10.0.0.128/28\",\"10.0.0.64/26\"]}"));
        stage.faults()
                .always(
                        call ->
                                call.action().equals("AssignPrivateIpAddresses")
                                        && call.parameters().containsValue("10.0.0.128/28"),
                        new Fault.Refuse(
                                Refusal.of("InvalidParameterValue", "assigned, no move allowed")));

        stage.group(1).untilInService(1);

        assertThat(stage.inspect().prefixes(0)).containsExactly("10.0.0.64/28");
    }

    @Test
    void what_ec2_finds_fragmented_is_told_with_what_is_free_and_what_to_do() {
        Stage stage = Stage.open(Scenario.realistic(), Layout.of(1, 1).withPodPrefixes(FROM_RANGE));
        stage.faults()
                .always(
                        call -> call.action().equals("AssignPrivateIpAddresses"),
                        new Fault.Refuse(
                                Refusal.of(
                                        "InsufficientCidrBlocks",
                                        "The specified subnet does not have enough free cidr"
                                                + " blocks to satisfy the request.")));

        stage.group(1).runFor(Duration.ofSeconds(60));

        assertThat(abandoned(stage).getFirst())
                .contains("\"NO_FREE_PREFIX\"")
                .contains(
                        "\"Network 'n1' lacks 2 /28 of subnet "
                                + stage.grounds().networkSubnets().getFirst().getFirst()
                                + " (10.0.0.0/24, us-west-2a); in [10.0.0.128/25] 7 look free as a"
                                + " whole, but EC2 refuses them. Make a CIDR reservation of type"
                                + " prefix in the subnet, or, where it has none, name another range"
                                + " in podPrefixes.ipv4Range. EC2 says: AssignPrivateIpAddresses:"
                                + " InsufficientCidrBlocks: The specified subnet does not have"
                                + " enough free cidr blocks to satisfy the request.\"");
    }

    @Test
    void what_ec2_refuses_again_and_again_is_abandoned_with_what_it_says() {
        Stage stage =
                Stage.open(
                        Scenario.realistic(),
                        Layout.of(1, 1)
                                .withPodPrefixes("{\"ipv4\":1,\"ipv4Range\":\"10.0.0.128/25\"}"));
        stage.faults()
                .always(
                        call -> call.action().equals("AssignPrivateIpAddresses"),
                        new Fault.Refuse(Refusal.of("InvalidParameterValue", "not on this type")));

        stage.group(1).runFor(Duration.ofMinutes(3));

        assertThat(stage.calls().of("AssignPrivateIpAddresses"))
                .extracting(call -> call.call().parameters().get("Ipv4Prefix.1"))
                .as("each is struck after looks in vain, not asked for again")
                .startsWith("10.0.0.128/28", "10.0.0.144/28", "10.0.0.160/28");
        assertThat(abandoned(stage).getFirst())
                .contains("\"REFUSED_BY_EC2\"")
                .contains(
                        "EC2 says: AssignPrivateIpAddresses: InvalidParameterValue: not on this"
                                + " type");
    }

    static Stream<Arguments> everyPosition() {
        return ChangingCalls.everyFault(CHANGING_CALLS);
    }

    @ParameterizedTest(name = "changing call {0}: {1}, readers lag by up to {2}")
    @MethodSource("everyPosition")
    void a_lost_killed_or_throttled_call_doubles_no_prefix(
            int position, Fault fault, Duration lag) {
        Stage stage =
                Stage.open(Scenario.realistic().withLag(lag).withSeed(position), BOTH_FAMILIES);
        ChangingCalls.strike(stage, "launch", position, fault);

        stage.group(1).untilInService(1).runFor(Duration.ofMinutes(10));

        assertThat(stage.notices()).as("the first instance has made it").hasSize(1);
        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
        assertThat(stage.inspect().prefixes(0))
                .containsExactly("10.0.0.128/28 2600:1f14:0:100:1::/80");
    }

    @Test
    void a_second_run_for_a_node_that_has_everything_only_answers() {
        Stage stage = Stage.open(Scenario.realistic(), BOTH_FAMILIES);
        stage.faults()
                .next(
                        call -> call.action().equals("CompleteLifecycleAction"),
                        new Fault.KillBefore());

        stage.group(1).untilInService(1);

        assertThat(stage.calls().of("AssignPrivateIpAddresses")).hasSize(1);
        assertThat(stage.calls().of("AssignIpv6Addresses")).hasSize(1);
        assertThat(stage.calls().of("CreateNetworkInterface")).hasSize(1);
    }

    @Test
    void two_runs_at_once_for_one_node_double_no_prefix_though_readers_lag() {
        for (long seed = 1; seed <= 20; seed++) {
            Stage stage =
                    Stage.open(
                            Scenario.realistic().withLag(Duration.ofSeconds(5)).withSeed(seed),
                            BOTH_FAMILIES);
            stage.mishaps()
                    .always(_ -> true, new Mishap.Duplicate(Duration.ofMillis(seed * 100 - 100)));

            stage.group(1).untilInService(1).runFor(Duration.ofMinutes(2));

            assertThat(stage.inspect().problems(stage.inService())).as("seed %d", seed).isEmpty();
            assertThat(stage.inspect().prefixes(0))
                    .as("seed %d", seed)
                    .containsExactly("10.0.0.128/28 2600:1f14:0:100:1::/80");
        }
    }

    @Test
    void three_nodes_at_once_share_no_prefix_where_their_peers_cannot_be_read() {
        Stage stage = Stage.open(Scenario.realistic(), Layout.of(1, 1).withPodPrefixes(FROM_RANGE));
        stage.faults()
                .always(
                        call -> call.action().equals("DescribeAutoScalingGroups"),
                        new Fault.Refuse(new Refusal(403, "AccessDenied", "no")));

        stage.group(3).untilInService(3);

        assertThat(stage.inspect().prefixes(0).stream().flatMap(its -> Stream.of(its.split(" "))))
                .hasSize(6)
                .doesNotHaveDuplicates();
    }

    private static Stage launched(int nodes, Layout layout) {
        return Stage.open(Scenario.realistic(), layout)
                .group(nodes)
                .untilInService(nodes)
                .runFor(Duration.ofSeconds(10));
    }

    private static List<String> abandoned(Stage stage) {
        return stage.logLines().stream()
                .filter(line -> line.contains("Abandoned: trying again"))
                .toList();
    }
}

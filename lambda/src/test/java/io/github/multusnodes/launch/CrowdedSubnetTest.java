package io.github.multusnodes.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.ec2.model.Ipv4PrefixSpecificationRequest;

import java.util.List;
import java.util.stream.IntStream;

/** Subnets with more interfaces than one page of a listing holds. */
class CrowdedSubnetTest {

    private static final Layout LARGE = Layout.of(1, 1).withPrefixLength(21);
    private static final Scenario UNTHROTTLED =
            Scenario.realistic().withThrottling(Scenario.Throttling.NONE);

    @Test
    void interfaces_further_up_cost_nothing_and_a_burst_ends_dense() {
        Stage stage = Stage.open(UNTHROTTLED, LARGE);
        occupy(stage, IntStream.range(600, 1700));
        stage.calls().clear();

        stage.group(10).untilInService(10);

        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
        assertThat(stage.inspect().addresses(0)).containsExactlyInAnyOrderElementsOf(from(4, 10));
        assertThat(stage.calls().of("DescribeNetworkInterfaces"))
                .as("no listing went on to a second page")
                .noneMatch(call -> call.call().parameters().containsKey("NextToken"));
    }

    @Test
    void where_the_first_addresses_are_all_held_the_lowest_free_one_is_found_nevertheless() {
        Stage stage = Stage.open(UNTHROTTLED, LARGE);
        occupy(stage, IntStream.range(4, 1100));

        stage.group(3).untilInService(3);

        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
        assertThat(stage.inspect().addresses(0)).containsExactlyInAnyOrderElementsOf(from(1100, 3));
    }

    @Test
    void delegated_prefixes_that_no_filter_finds_are_passed_over() {
        Stage stage = Stage.open(UNTHROTTLED, LARGE);
        occupy(stage, IntStream.concat(IntStream.range(4, 16), IntStream.range(600, 1700)));
        stage.ec2()
                .createNetworkInterface(
                        r ->
                                r.subnetId(subnet(stage))
                                        .ipv4Prefixes(
                                                Ipv4PrefixSpecificationRequest.builder()
                                                        .ipv4Prefix("10.0.0.16/28")
                                                        .build()));

        stage.group(1).untilInService(1);

        assertThat(stage.notices()).as("no node was replaced").hasSize(1);
        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
        assertThat(stage.inspect().addresses(0)).containsExactly("10.0.0.32");
    }

    private static void occupy(Stage stage, IntStream places) {
        places.forEach(
                place ->
                        stage.ec2()
                                .createNetworkInterface(
                                        r ->
                                                r.subnetId(subnet(stage))
                                                        .privateIpAddress(address(place))));
    }

    private static String subnet(Stage stage) {
        return stage.grounds().networkSubnets().getFirst().getFirst();
    }

    private static List<String> from(int first, int count) {
        return IntStream.range(first, first + count).mapToObj(CrowdedSubnetTest::address).toList();
    }

    private static String address(int place) {
        return "10.0." + place / 256 + "." + place % 256;
    }
}

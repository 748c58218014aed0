package io.github.multusnodes.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Layout.Reserved;
import io.github.multusnodes.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Reservations that are full, missing, or do not cover what they should. */
class ReservationTest {

    private static final Reserved NODES = new Reserved(0, 0, "10.0.0.16/28", "explicit");

    @Test
    void of_twenty_nodes_at_once_those_that_fit_a_28_are_in_service_and_the_others_learn_why() {
        Stage stage =
                Stage.open(
                        Scenario.realistic(),
                        Layout.of(1, 1)
                                .withReserved(NODES)
                                .withIpv4(reservation("\"10.0.0.16/28\"")));

        stage.group(20).untilInService(16).runFor(Duration.ofSeconds(30));

        assertThat(stage.inService()).hasSize(16);
        assertThat(stage.inspect().addresses(0))
                .containsExactlyElementsOf(
                        IntStream.range(16, 32).mapToObj(n -> "10.0.0." + n).toList());
        assertThat(answers(stage, "CONTINUE")).isEqualTo(16);
        assertThat(answers(stage, "ABANDON")).isGreaterThanOrEqualTo(4);
        assertThat(summariesOfAbandoned(stage))
                .isNotEmpty()
                .allMatch(line -> line.contains("SUBNET_FULL"))
                .allMatch(
                        line ->
                                line.contains(
                                        "in its CIDR reservations [10.0.0.16/28 ("
                                                + stage.grounds().reservations().getFirst()
                                                + ", explicit)]"));
        assertThat(stage.delivery().log().invocations())
                .filteredOn(run -> run.end() != null)
                .allMatch(
                        run ->
                                Duration.between(run.start(), run.end())
                                                .compareTo(Duration.ofMinutes(1))
                                        < 0);
    }

    @Test
    void networks_with_reservations_of_their_own_in_one_subnet_leave_each_other_no_holes() {
        Stage stage =
                Stage.open(
                                Scenario.realistic(),
                                Layout.of(1, 2)
                                        .withSharedSubnets()
                                        .withReserved(
                                                NODES,
                                                new Reserved(0, 0, "10.0.0.32/28", "explicit"))
                                        .withIpv4(reservation("\"$n\"")))
                        .group(5)
                        .untilInService(5);

        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
        for (int network = 0; network < 2; network++) {
            int first = 16 + 16 * network;
            assertThat(stage.inspect().addresses(network))
                    .containsExactlyElementsOf(
                            IntStream.range(first, first + 5)
                                    .mapToObj(n -> "10.0.0." + n)
                                    .toList());
        }
    }

    @Test
    void a_full_reservation_is_abandoned_without_an_attempt() {
        Layout layout =
                Layout.of(1, 1)
                        .withReserved(new Reserved(0, 0, "10.0.0.16/32", "explicit"))
                        .withIpv4(reservation("\"$0\""));
        Stage stage = Stage.open(Scenario.realistic(), layout);
        stage.grounds().occupy(stage.ec2(), 0, 0, IntStream.of(16));
        stage.calls().clear();

        stage.group(1).runFor(Duration.ofSeconds(60));

        assertThat(stage.calls().of("CreateNetworkInterface")).isEmpty();
        assertThat(answers(stage, "ABANDON")).isPositive();
        assertThat(summariesOfAbandoned(stage).getFirst())
                .contains(
                        "has no free address for network 'n1' in its CIDR reservations"
                                + " [10.0.0.16/32 (")
                .contains("or give the network a further reservation.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1|\"scr-0\"|no [scr-0]",
                "1|[\"10.0.0.16/28\",\"scr-0\"]|no [scr-0]",
                "1|\"10.0.0.32/28\"|no [10.0.0.32/28]",
                "1|[\"10.0.0.16/28\",\"10.0.9.0/28\"]|no [10.0.9.0/28]",
                "3|[\"scr-0\",\"10.0.9.0/28\"]|none of them",
                "3|[\"10.0.0.16/28\",\"10.0.0.32/28\"]|no [10.0.0.32/28]",
            })
    void a_name_that_is_no_reservation_of_the_subnet_is_told_at_once(
            int zones, String names, String problem) {
        Layout layout = Layout.of(zones, 1).withReserved(NODES).withIpv4(reservation(names));
        Stage stage = Stage.open(Scenario.realistic(), layout);

        stage.group(1).runFor(Duration.ofSeconds(60));

        assertThat(stage.calls().of("CreateNetworkInterface")).isEmpty();
        assertThat(summariesOfAbandoned(stage).getFirst())
                .contains("\"NO_RESERVATION\"")
                .contains(
                        "Network 'n1' takes addresses from the CIDR reservations "
                                + names.replace("\"", "")
                                        .replace(",", ", ")
                                        .replaceAll("^([^\\[].*)$", "[$1]")
                                + "; subnet "
                                + stage.grounds().networkSubnets().getFirst().getFirst()
                                + " (10.0.0.0/24, us-west-2a) has "
                                + problem
                                + ". It has [10.0.0.16/28 (scr-")
                .contains("Reserve the block, or name a reservation of this subnet.");
    }

    @Test
    void where_ec2_chooses_a_pod_range_that_no_explicit_reservation_covers_is_warned_of() {
        Layout layout =
                Layout.of(1, 1)
                        .withReserved(
                                new Reserved(0, 0, "10.0.0.64/26", "explicit"),
                                new Reserved(0, 0, "10.0.0.128/26", "prefix"))
                        .withIpv4(
                                "{\"mode\":\"auto\",\"exclude\":[\"10.0.0.64/27\","
                                        + "\"10.0.0.64/26\",\"10.0.0.128/26\",\"10.9.0.0/16\"]}");
        Stage stage = Stage.open(Scenario.realistic(), layout).group(1).untilInService(1);

        List<String> warnings =
                stage.logLines().stream()
                        .filter(line -> line.contains("explicit CIDR reservations"))
                        .toList();
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("\"level\":\"WARN\"")
                .contains("\"range\":\"10.0.0.128/26\"")
                .contains("\"network\":\"n1\"");
        assertThat(stage.logLines()).anyMatch(line -> line.contains("\"UnprotectedRanges\":1"));
    }

    private static String reservation(String names) {
        return "{\"mode\":\"reservation\",\"reservation\":" + names + "}";
    }

    private static long answers(Stage stage, String result) {
        return stage.calls().of("CompleteLifecycleAction").stream()
                .filter(
                        call ->
                                result.equals(
                                        call.call().parameters().get("LifecycleActionResult")))
                .count();
    }

    private static List<String> summariesOfAbandoned(Stage stage) {
        return stage.logLines().stream()
                .filter(line -> line.contains("Abandoned: trying again"))
                .toList();
    }
}

package io.github.multusnodes.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.runtime.Mishap;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Refusals, outages and mix-ups that a launch outlives, or ends at once where it cannot. */
class HardTimesTest {

    private final Refusal denied =
            new Refusal(
                    403,
                    "UnauthorizedOperation",
                    "You are not authorized to perform this operation.");
    private final Refusal accessDenied =
            new Refusal(403, "AccessDenied", "User is not authorized to perform this operation.");

    @ParameterizedTest
    @ValueSource(strings = {"CreateNetworkInterface", "AttachNetworkInterface"})
    void a_missing_permission_abandons_at_once_and_leaves_nothing(String action) {
        Stage stage = Stage.open(Scenario.realistic(), Layout.of(1, 2));
        stage.faults().always(byFunction(action), new Fault.Refuse(denied));

        stage.group(1).runFor(Duration.ofSeconds(25));

        assertThat(answer(stage)).isEqualTo("ABANDON");
        assertThat(String.join("\n", stage.logLines()))
                .contains("PERMISSION_DENIED")
                .contains(action);
        stage.scaleTo(0).runFor(Duration.ofMinutes(5));
        assertThat(stage.inspect().ours()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void what_was_made_is_given_back_also_where_ec2_lists_it_late(long seed) {
        Stage stage =
                Stage.open(
                        Scenario.realistic().withLag(Duration.ofSeconds(5)).withSeed(seed),
                        Layout.of(1, 2));
        stage.faults().always(byFunction("AttachNetworkInterface"), new Fault.Refuse(denied));

        stage.group(1).runFor(Duration.ofSeconds(25));

        assertThat(answer(stage)).isEqualTo("ABANDON");
        stage.scaleTo(0).runFor(Duration.ofMinutes(5));
        assertThat(stage.inspect().ours()).isEmpty();
    }

    @Test
    void nodes_that_cannot_see_their_peers_still_all_get_their_interfaces() {
        Stage stage = Stage.open(Scenario.realistic(), Layout.of(1, 2));
        stage.faults()
                .always(byFunction("DescribeAutoScalingGroups"), new Fault.Refuse(accessDenied))
                .always(byFunction("DescribeLifecycleHooks"), new Fault.Refuse(accessDenied));

        stage.group(20).untilInService(20);

        assertThat(stage.notices()).hasSize(20);
        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
    }

    /**
     * Addresses can be held by what no list shows: service-side use has no interface of its own.
     */
    @Test
    void addresses_that_are_taken_unseen_are_struck_one_by_one_until_the_time_is_used_up() {
        Stage stage = Stage.open(Scenario.realistic(), Layout.of(1, 1));
        stage.faults()
                .always(
                        byFunction("CreateNetworkInterface"),
                        new Fault.Refuse(
                                Refusal.of(
                                        "InvalidIPAddress.InUse",
                                        "The specified address is already in use.")));

        stage.group(1).runFor(Duration.ofMinutes(30));

        assertThat(stage.calls().of("CreateNetworkInterface"))
                .extracting(call -> call.call().parameters().get("PrivateIpAddress"))
                .startsWith("10.0.0.4", "10.0.0.5", "10.0.0.6");
        assertThat(answer(stage)).as("when every address was struck").isEqualTo("ABANDON");
    }

    @Test
    void an_outage_of_minutes_is_outlived_by_the_events_that_come_again() {
        Stage stage = Stage.open(Scenario.realistic(), Layout.of(1, 2));
        stage.faults()
                .next(
                        400,
                        byFunction("CreateNetworkInterface"),
                        new Fault.Refuse(
                                new Refusal(
                                        500, "InternalError", "An internal error has occurred")));

        stage.group(2).untilInService(2);

        assertThat(stage.notices()).hasSize(2);
        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
    }

    @Test
    void a_hook_with_the_shortest_timeout_is_kept_alive_by_heartbeats() {
        Stage stage =
                Stage.open(
                        Scenario.realistic(),
                        Layout.of(1, 1).withHookTimeout(Duration.ofSeconds(30)));
        stage.faults()
                .next(
                        30,
                        byFunction("AttachNetworkInterface"),
                        new Fault.Refuse(
                                Refusal.of(
                                        "IncorrectState",
                                        "Instance is not 'running' or 'stopped'")));

        stage.group(1).untilInService(1);

        assertThat(stage.notices()).hasSize(1);
        assertThat(stage.calls().of("RecordLifecycleActionHeartbeat")).hasSizeGreaterThan(3);
        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
    }

    @Test
    void a_hook_that_times_out_meanwhile_is_an_end_and_no_error() {
        Stage stage =
                Stage.open(
                        Scenario.realistic(),
                        Layout.of(1, 1).withHookTimeout(Duration.ofSeconds(30)));
        stage.mishaps().next(_ -> true, new Mishap.Delay(Duration.ofSeconds(60)));

        stage.group(1).untilInService(1).runFor(Duration.ofMinutes(5));

        assertThat(stage.notices()).as("replaced once").hasSize(2);
        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
        assertThat(stage.delivery().log().deadLetters()).isEmpty();
    }

    @Test
    void the_variables_of_the_public_sample_function_are_understood() {
        Stage first = Stage.open(Scenario.realistic(), Layout.of(1, 2));
        String subnets =
                first.grounds().networkSubnets().get(0).get(0)
                        + ","
                        + first.grounds().networkSubnets().get(1).get(0);
        Stage stage =
                Stage.open(
                        Scenario.realistic(),
                        Layout.of(1, 2)
                                .withEnvironment(
                                        Map.of(
                                                "MULTUS_NETWORKS", "",
                                                "SubnetIds", subnets,
                                                "SecGroupIds", first.grounds().securityGroup(),
                                                "useStaticIPs", "true",
                                                "ENITags", "cnf=upf")));

        stage.group(2).untilInService(2);

        assertThat(stage.inspect().hostNumbers(0, 0)).containsExactly(4, 5);
        assertThat(stage.inspect().hostNumbers(1, 0)).containsExactly(4, 5);
    }

    /** Readers that lag, events that come twice, answers that are lost: any order, right end. */
    @RepeatedTest(30)
    void everything_at_once_ends_right(RepetitionInfo repetition) {
        long seed = repetition.getCurrentRepetition();
        Stage stage =
                Stage.open(
                        Scenario.realistic().withSeed(seed).withLag(Duration.ofSeconds(seed % 4)),
                        Layout.of(2, 2));
        stage.mishaps()
                .sometimes(0.3, _ -> true, new Mishap.Duplicate(Duration.ofMillis(seed * 150)));
        AtomicInteger calls = new AtomicInteger();
        stage.faults()
                .always(
                        call ->
                                call.caller().startsWith("launch")
                                        && calls.incrementAndGet() % 11 == seed % 11,
                        seed % 2 == 0 ? new Fault.LoseAnswer() : new Fault.LoseRequest());

        stage.group(6).untilInService(6).runFor(Duration.ofMinutes(10));

        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
    }

    private static String answer(Stage stage) {
        return stage.calls()
                .of("CompleteLifecycleAction")
                .getFirst()
                .call()
                .parameters()
                .getOrDefault("LifecycleActionResult", "?");
    }

    private static Predicate<Call> byFunction(String action) {
        return call -> call.caller().startsWith("launch") && call.action().equals(action);
    }
}

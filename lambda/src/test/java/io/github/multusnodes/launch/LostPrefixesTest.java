package io.github.multusnodes.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.runtime.Mishap;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Layout.Reserved;
import io.github.multusnodes.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Delegating is not idempotent and readers lag: whatever is lost, each interface ends with exactly
 * the prefixes that it should have.
 */
class LostPrefixesTest {

    private static final Layout BOTH_FAMILIES =
            Layout.of(1, 1)
                    .withIpv6("{\"mode\":\"lowest-free\"}")
                    .withReserved(
                            new Reserved(0, 0, "10.0.0.128/25", "prefix"),
                            new Reserved(0, 0, "10.0.0.64/26", "prefix"))
                    .withPodPrefixes(
                            "{\"ipv4\":2,\"ipv6\":1,\"ipv6Range\":\"2600:1f14:0:100::/72\"}");

    private static final Pattern EXACT =
            Pattern.compile(
                    "(10\\.0\\.0\\.(64|80|96|112|128|144|160|176|192|208|224)/28"
                            + " ){2}2600:1f14:0:100:\\S+/80");

    private static final List<Fault> FAULTS =
            List.of(
                    new Fault.LoseAnswer(),
                    new Fault.LoseRequest(),
                    new Fault.KillAfter(),
                    new Fault.KillBefore());

    static Stream<Arguments> losses() {
        return Stream.of("AssignPrivateIpAddresses", "AssignIpv6Addresses")
                .flatMap(
                        action ->
                                FAULTS.stream()
                                        .flatMap(
                                                fault ->
                                                        Stream.of(3, 6, 10, 20)
                                                                .map(
                                                                        lag ->
                                                                                Arguments.of(
                                                                                        action,
                                                                                        fault,
                                                                                        lag))));
    }

    @ParameterizedTest(name = "{0}: {1}, readers lag by up to {2} s")
    @MethodSource("losses")
    void three_nodes_end_with_exactly_their_prefixes(String action, Fault fault, int lag) {
        for (long seed = 1; seed <= 5; seed++) {
            Stage stage = open(lag, seed);
            stage.faults()
                    .next(
                            2,
                            call ->
                                    call.caller().startsWith("launch")
                                            && call.action().equals(action),
                            fault);

            stage.scaleTo(3).untilInService(3).runFor(Duration.ofMinutes(10));

            assertExact(stage, 3, seed);
        }
    }

    @ParameterizedTest(name = "readers lag by up to {0} s")
    @ValueSource(ints = {3, 6, 10, 20})
    void two_runs_at_once_end_with_exactly_one_nodes_prefixes(int lag) {
        for (long seed = 1; seed <= 20; seed++) {
            Stage stage = open(lag, seed);
            stage.mishaps()
                    .always(_ -> true, new Mishap.Duplicate(Duration.ofMillis(seed * 100 - 100)));

            stage.scaleTo(1).untilInService(1).runFor(Duration.ofMinutes(10));

            assertExact(stage, 1, seed);
        }
    }

    @ParameterizedTest(name = "readers lag by up to {0} s")
    @ValueSource(ints = {3, 6, 10, 15})
    void while_a_lost_answer_is_in_doubt_nothing_else_is_asked_for(int lag) {
        for (long seed = 1; seed <= 10; seed++) {
            Stage stage = open(lag, seed);
            stage.faults()
                    .next(
                            call -> call.action().equals("AssignPrivateIpAddresses"),
                            new Fault.LoseAnswer());

            stage.scaleTo(1).untilInService(1);

            assertThat(stage.calls().of("AssignPrivateIpAddresses"))
                    .as("seed %d: the lost one, and its repetition", seed)
                    .hasSize(2);
            assertThat(stage.calls().of("UnassignPrivateIpAddresses")).isEmpty();
            assertThat(stage.inspect().prefixes(0))
                    .containsExactly("10.0.0.64/28 10.0.0.80/28 2600:1f14:0:100:1::/80");
        }
    }

    @ParameterizedTest(name = "readers lag by up to {0} s")
    @ValueSource(ints = {0, 3, 10, 20})
    void what_an_interface_has_too_much_is_returned_before_the_hook_is_answered(int lag) {
        for (long seed = 1; seed <= 5; seed++) {
            Stage stage = withSurplus(open(lag, seed));

            stage.untilInService(1).runFor(Duration.ofMinutes(5));

            assertThat(stage.inspect().prefixes(0))
                    .as("seed %d", seed)
                    .containsExactly("10.0.0.64/28 10.0.0.80/28 2600:1f14:0:100:1::/80");
            assertThat(stage.notices()).hasSize(1);
            assertThat(stage.logLines())
                    .filteredOn(line -> line.contains("A surplus prefix returned"))
                    .hasSize(2)
                    .allMatch(line -> line.contains("\"step\":\"return_prefix\""));
        }
    }

    @ParameterizedTest(name = "{0} is lost")
    @MethodSource("faults")
    void a_surplus_is_returned_though_that_call_is_lost(Fault fault) {
        for (int lag : List.of(0, 3, 6, 10, 20)) {
            Stage stage = withSurplus(open(lag, 1));
            stage.faults().next(call -> call.action().equals("UnassignPrivateIpAddresses"), fault);

            stage.untilInService(1).runFor(Duration.ofMinutes(5));

            assertThat(stage.inspect().prefixes(0))
                    .as("lag %d s", lag)
                    .containsExactly("10.0.0.64/28 10.0.0.80/28 2600:1f14:0:100:1::/80");
            assertThat(stage.notices()).hasSize(1);
        }
    }

    static List<Fault> faults() {
        return FAULTS;
    }

    @Test
    void what_pods_may_use_is_not_returned_once_the_hook_is_answered() {
        Stage stage = withSurplus(open(0, 1));
        stage.faults()
                .next(
                        call ->
                                call.caller().startsWith("launch")
                                        && call.action().equals("GetSubnetCidrReservations"),
                        new Fault.Delay(Duration.ofSeconds(30)));
        stage.runFor(Duration.ofSeconds(75));
        stage.autoScaling()
                .completeLifecycleAction(
                        r ->
                                r.autoScalingGroupName(Stage.GROUP)
                                        .lifecycleHookName(Stage.HOOK)
                                        .instanceId(stage.notices().getFirst().instanceId())
                                        .lifecycleActionResult("CONTINUE"));
        stage.runFor(Duration.ofMinutes(5));

        assertThat(stage.calls().of("UnassignPrivateIpAddresses")).isEmpty();
        assertThat(stage.calls().of("UnassignIpv6Addresses")).isEmpty();
        assertThat(stage.logLines())
                .anyMatch(
                        line ->
                                line.contains("A surplus prefix stays")
                                        && line.contains("10.0.0.208/28"))
                .anyMatch(line -> line.contains("answered before"));
    }

    /** One node whose run ended before its answer, and that somebody gave more since then. */
    private static Stage withSurplus(Stage stage) {
        stage.faults()
                .next(
                        call -> call.action().equals("CompleteLifecycleAction"),
                        new Fault.KillBefore());
        stage.scaleTo(1);
        while (stage.delivery().log().invocations().isEmpty()) {
            stage.runFor(Duration.ofSeconds(1));
        }
        String eni = stage.inspect().ours().getFirst().networkInterfaceId();
        stage.ec2()
                .assignPrivateIpAddresses(
                        r -> r.networkInterfaceId(eni).ipv4Prefixes("10.0.0.208/28"));
        stage.ec2()
                .assignIpv6Addresses(
                        r -> r.networkInterfaceId(eni).ipv6Prefixes("2600:1f14:0:100:9::/80"));
        return stage;
    }

    /** With a group that readers see before its first node is launched. */
    private static Stage open(int lag, long seed) {
        return Stage.open(
                        Scenario.realistic().withLag(Duration.ofSeconds(lag)).withSeed(seed),
                        BOTH_FAMILIES)
                .group(0)
                .runFor(Duration.ofSeconds(lag));
    }

    private static void assertExact(Stage stage, int nodes, long seed) {
        assertThat(stage.logLines()).as("seed %d", seed).noneMatch(l -> l.contains("Abandoned"));
        assertThat(stage.notices()).as("seed %d: no node was replaced", seed).hasSize(nodes);
        assertThat(stage.inspect().problems(stage.inService())).as("seed %d", seed).isEmpty();
        List<String> held = stage.inspect().prefixes(0);
        assertThat(held).as("seed %d", seed).hasSize(nodes);
        assertThat(held)
                .as("seed %d: two IPv4 prefixes and one IPv6 prefix, of their ranges", seed)
                .allMatch(its -> EXACT.matcher(its).matches());
        assertThat(held.stream().flatMap(its -> Stream.of(its.split(" "))))
                .as("seed %d", seed)
                .doesNotHaveDuplicates();
    }
}

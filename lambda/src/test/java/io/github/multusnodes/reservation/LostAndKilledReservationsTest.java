package io.github.multusnodes.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.runtime.CustomResource;
import io.github.multusnodes.simulator.runtime.CustomResource.Status;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.stage.ChangingCalls;
import io.github.multusnodes.stage.StackStage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Requests that are cut off, whose calls are lost, or that meet a reader who lags behind. */
class LostAndKilledReservationsTest {

    private static final int CALLS = UndoneTest.CHANGES + 1;

    static Stream<Arguments> everyFault() {
        return ChangingCalls.everyFault(CALLS);
    }

    @ParameterizedTest(name = "call {0}: {1}, readers lag {2}")
    @MethodSource("everyFault")
    void whatever_strikes_one_call_the_update_ends_as_if_it_had_not(
            int position, Fault fault, Duration lag) {
        StackStage stage = StackStage.open(Scenario.realistic().withLag(lag));
        CustomResource upf = UndoneTest.prepared(stage);
        AtomicInteger changing = struck(stage, position, fault);

        upf.update(stage.properties(UndoneTest.AFTER));
        stage.untilSettled(upf);

        assertThat(changing.get()).isGreaterThanOrEqualTo(position);
        assertThat(upf.status()).as(upf.reason()).isEqualTo(Status.UPDATE_COMPLETE);
        assertThat(stage.picture()).isEqualTo(undisturbed());
    }

    @ParameterizedTest(name = "call {0}: {1}, readers lag {2}")
    @MethodSource("everyFault")
    void whatever_strikes_one_call_a_delete_leaves_nothing_of_ours(
            int position, Fault fault, Duration lag) {
        StackStage stage = StackStage.open(Scenario.realistic().withLag(lag));
        CustomResource upf = UndoneTest.prepared(stage);
        struck(stage, Math.min(position, UndoneTest.BEFORE.length + 1), fault);

        upf.delete();
        stage.untilSettled(upf);

        assertThat(upf.status()).as(upf.reason()).isEqualTo(Status.DELETE_COMPLETE);
        assertThat(stage.reserved())
                .containsExactly("10.0.0.192/28 explicit", "10.0.0.208/28 explicit");
    }

    @Test
    void a_create_whose_every_run_is_cut_off_is_cleared_up_when_cloudformation_gives_up() {
        StackStage stage = StackStage.open(Scenario.realistic());
        CustomResource upf = stage.stack("upf");
        stage.faults().next(3, call -> isCreate(call), new Fault.KillAfter());

        upf.create(
                stage.properties(
                        "10.0.0.0/28 explicit",
                        "10.0.0.16/28 explicit",
                        "10.0.0.32/28 explicit",
                        "10.0.0.48/28 explicit"));
        stage.runFor(Duration.ofMinutes(30));
        assertThat(stage.reserved()).hasSize(3);
        stage.untilSettled(upf);

        assertThat(upf.status()).isEqualTo(Status.ROLLBACK_COMPLETE);
        assertThat(upf.physicalId()).startsWith("upf-Reservations-");
        assertThat(stage.reserved()).isEmpty();
    }

    @Test
    void an_update_whose_every_run_is_cut_off_is_rolled_back_when_cloudformation_gives_up() {
        StackStage stage = StackStage.open(Scenario.realistic());
        CustomResource upf = UndoneTest.prepared(stage);
        List<String> before = stage.picture();
        stage.faults().next(3, call -> isCreate(call), new Fault.KillAfter());

        upf.update(stage.properties(UndoneTest.AFTER));
        stage.untilSettled(upf);

        assertThat(upf.status()).as(upf.reason()).isEqualTo(Status.UPDATE_ROLLBACK_COMPLETE);
        assertThat(stage.picture()).isEqualTo(before);
    }

    @Test
    void a_range_that_ec2_still_counts_after_its_deletion_is_taken_a_moment_later() {
        StackStage stage = StackStage.open(Scenario.realistic());
        CustomResource upf = UndoneTest.prepared(stage);
        stage.faults()
                .next(
                        6,
                        call -> "10.0.0.64/27".equals(call.parameters().get("Cidr")),
                        new Fault.Refuse(
                                Refusal.of(
                                        "InvalidParameterValue",
                                        "Reservation CIDR 10.0.0.64/27 has overlap with existing"
                                                + " reserved CIDR block")));

        upf.update(stage.properties(UndoneTest.AFTER));
        stage.untilSettled(upf);

        assertThat(upf.status()).as(upf.reason()).isEqualTo(Status.UPDATE_COMPLETE);
        assertThat(stage.picture()).isEqualTo(undisturbed());
    }

    private static AtomicInteger struck(StackStage stage, int position, Fault fault) {
        AtomicInteger changing = new AtomicInteger();
        stage.faults()
                .next(
                        call ->
                                call.caller().startsWith(StackStage.FUNCTION)
                                        && call.changes()
                                        && changing.incrementAndGet() == position,
                        fault);
        return changing;
    }

    private static List<String> undisturbed() {
        StackStage stage = StackStage.open(Scenario.realistic());
        CustomResource upf = UndoneTest.prepared(stage);
        upf.update(stage.properties(UndoneTest.AFTER));
        return stage.untilSettled(upf).picture();
    }

    private static boolean isCreate(Call call) {
        return call.action().equals("CreateSubnetCidrReservation")
                && call.caller().startsWith(StackStage.FUNCTION);
    }
}

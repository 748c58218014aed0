package io.github.multusnodes.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.runtime.CustomResource;
import io.github.multusnodes.simulator.runtime.CustomResource.Status;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.ec2.Reservation;
import io.github.multusnodes.stage.StackStage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;

/** Stacks that share a subnet, and ranges in it. */
class SharedReservationsTest {

    private static final String SHARED = "10.0.0.64/26 explicit";

    private final StackStage stage = StackStage.open(Scenario.realistic());
    private final CustomResource upf = stage.stack("upf");
    private final CustomResource smf = stage.stack("smf");

    @Test
    void a_range_of_another_stack_is_claimed_and_not_made_again() {
        both();

        assertThat(stage.reserved()).containsExactly(SHARED);
        assertThat(claims(stage.all().getFirst()))
                .containsExactlyInAnyOrder("upf/Reservations", "smf/Reservations");
        assertThat(smf.data()).isEqualTo(upf.data());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whichever_is_deleted_first_leaves_the_others_pods_protected(boolean makerFirst) {
        both();
        Reservation made = stage.all().getFirst();
        CustomResource first = makerFirst ? upf : smf;
        CustomResource last = makerFirst ? smf : upf;

        first.delete();
        stage.untilSettled(first);
        assertThat(first.status()).isEqualTo(Status.DELETE_COMPLETE);
        assertThat(stage.all()).extracting(Reservation::id).containsExactly(made.id());
        assertThat(claims(stage.all().getFirst())).hasSize(1);

        last.delete();
        stage.untilSettled(last);
        assertThat(last.status()).isEqualTo(Status.DELETE_COMPLETE);
        assertThat(stage.reserved()).isEmpty();
    }

    @Test
    void a_range_that_one_of_two_wants_no_longer_stays_for_the_other() {
        both();

        upf.update(stage.properties("10.0.0.0/28 explicit"));
        stage.untilSettled(upf);

        assertThat(upf.status()).as(upf.reason()).isEqualTo(Status.UPDATE_COMPLETE);
        assertThat(stage.reserved()).containsExactly("10.0.0.0/28 explicit", SHARED);
        assertThat(claims(stage.all().getFirst())).containsExactly("smf/Reservations");
    }

    @Test
    void a_shared_range_cannot_be_changed_by_one_of_two() {
        both();
        List<String> before = stage.picture();

        upf.update(stage.properties("10.0.0.64/27 explicit"));
        stage.untilSettled(upf);

        assertThat(upf.status()).isEqualTo(Status.UPDATE_ROLLBACK_COMPLETE);
        assertThat(upf.reason())
                .startsWith("RESERVATION_CONFLICT: ")
                .contains("smf/Reservations")
                .contains("Nothing was changed.");
        assertThat(stage.picture()).isEqualTo(before);
    }

    @Test
    void two_stacks_that_are_created_at_once_share_what_one_of_them_makes() {
        upf.create(stage.properties(SHARED, "10.0.0.0/28 prefix"));
        smf.create(stage.properties(SHARED, "10.0.0.128/28 prefix"));
        stage.untilSettled(upf).untilSettled(smf);

        assertThat(upf.status()).as(upf.reason()).isEqualTo(Status.CREATE_COMPLETE);
        assertThat(smf.status()).as(smf.reason()).isEqualTo(Status.CREATE_COMPLETE);
        assertThat(stage.reserved())
                .containsExactly("10.0.0.0/28 prefix", "10.0.0.128/28 prefix", SHARED);
        assertThat(stage.all())
                .filteredOn(its -> its.cidr().toString().equals("10.0.0.64/26"))
                .singleElement()
                .satisfies(its -> assertThat(claims(its)).hasSize(2));
    }

    @Test
    void a_range_whose_maker_leaves_just_as_another_claims_it_is_there_in_the_end() {
        upf.create(stage.properties(SHARED));
        stage.untilSettled(upf);
        stage.faults()
                .next(
                        call -> call.action().equals("CreateTags"),
                        new Fault.Delay(Duration.ofSeconds(5)));

        smf.create(stage.properties(SHARED));
        stage.runFor(Duration.ofSeconds(2));
        upf.delete();
        stage.untilSettled(smf).untilSettled(upf);

        assertThat(smf.status()).as(smf.reason()).isEqualTo(Status.CREATE_COMPLETE);
        assertThat(stage.reserved()).containsExactly(SHARED);
        assertThat(claims(stage.all().getFirst())).containsExactly("smf/Reservations");
    }

    @Test
    void a_range_that_another_claims_after_the_look_is_not_deleted() {
        upf.create(stage.properties(SHARED, "10.0.0.0/28 explicit"));
        stage.untilSettled(upf);
        stage.faults()
                .next(
                        call -> call.action().equals("DeleteSubnetCidrReservation"),
                        new Fault.Delay(Duration.ofSeconds(20)));

        upf.update(stage.properties("10.0.0.16/28 explicit"));
        stage.runFor(Duration.ofSeconds(10));
        smf.create(stage.properties("10.0.0.0/28 explicit"));
        stage.untilSettled(smf).untilSettled(upf);

        assertThat(upf.status()).as(upf.reason()).isEqualTo(Status.UPDATE_COMPLETE);
        assertThat(stage.reserved())
                .containsExactly("10.0.0.0/28 explicit", "10.0.0.16/28 explicit");
    }

    @Test
    void a_range_that_another_claims_while_the_one_before_it_is_deleted_stays() {
        upf.create(stage.properties("10.0.0.0/28 explicit", SHARED));
        stage.untilSettled(upf);
        Reservation shared = stage.all().getLast();
        stage.faults()
                .next(
                        call -> call.action().equals("DeleteSubnetCidrReservation"),
                        new Fault.Delay(Duration.ofSeconds(20)));

        upf.delete();
        stage.runFor(Duration.ofSeconds(10));
        smf.create(stage.properties(SHARED));
        stage.untilSettled(smf).untilSettled(upf);

        assertThat(upf.status()).as(upf.reason()).isEqualTo(Status.DELETE_COMPLETE);
        assertThat(stage.all())
                .singleElement()
                .satisfies(its -> assertThat(its.id()).isEqualTo(shared.id()))
                .satisfies(its -> assertThat(claims(its)).containsExactly("smf/Reservations"));
    }

    private void both() {
        upf.create(stage.properties(SHARED));
        stage.untilSettled(upf);
        smf.create(stage.properties(SHARED));
        stage.untilSettled(smf);
        assertThat(smf.status()).as(smf.reason()).isEqualTo(Status.CREATE_COMPLETE);
    }

    private static List<String> claims(Reservation its) {
        return its.tags().entrySet().stream()
                .filter(tag -> tag.getKey().startsWith("multus-nodes/claim/"))
                .map(tag -> tag.getValue())
                .toList();
    }
}

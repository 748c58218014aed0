package io.github.multusnodes.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.runtime.CustomResource;
import io.github.multusnodes.simulator.runtime.CustomResource.Status;
import io.github.multusnodes.simulator.runtime.Event;
import io.github.multusnodes.simulator.runtime.Mishap;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.cloudformation.Answer;
import io.github.multusnodes.stage.StackStage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;

/** Requests that come twice, at once, late, or after newer ones. */
class StaleRequestsTest {

    private static final String FIRST = "10.0.0.64/26 explicit";
    private static final String SECOND = "10.0.0.128/28 prefix";
    private static final String THIRD = "10.0.0.0/28 explicit";

    private final StackStage stage = StackStage.open(Scenario.realistic());
    private final CustomResource stack = stage.stack("upf");

    @Test
    void a_request_that_comes_again_finds_nothing_to_do_and_answers_the_same() {
        create(FIRST);
        update(SECOND);
        List<String> before = stage.picture();
        stage.calls().clear();

        stack.repeat(stack.requests().getLast());
        stage.runFor(Duration.ofMinutes(5));

        assertThat(stage.changes()).isEmpty();
        assertThat(stage.picture()).isEqualTo(before);
        assertThat(answers(stack.requests().getLast())).hasSize(2).containsOnly(lastAnswer());
    }

    @ParameterizedTest(name = "{0} ms after the first")
    @ValueSource(ints = {0, 100, 400, 1000, 3000})
    void requests_that_come_twice_at_once_end_as_one_would(int millisLater) {
        stage.mishaps().always(_ -> true, new Mishap.Duplicate(Duration.ofMillis(millisLater)));

        create(FIRST, SECOND);
        stage.runFor(Duration.ofMinutes(2));
        assertThat(stage.reserved()).containsExactly(SECOND, FIRST);

        update("10.0.0.64/27 explicit", THIRD);
        stage.runFor(Duration.ofMinutes(2));
        assertThat(stage.reserved()).containsExactly(THIRD, "10.0.0.64/27 explicit");

        stack.delete();
        stage.untilSettled(stack).runFor(Duration.ofMinutes(2));
        assertThat(stack.status()).as(stack.reason()).isEqualTo(Status.DELETE_COMPLETE);
        assertThat(stage.reserved()).isEmpty();
        assertThat(stage.delivery().log().deadLetters()).isEmpty();
    }

    @Test
    void an_update_that_comes_after_a_newer_one_is_refused_and_changes_nothing() {
        create(FIRST);
        update(SECOND);
        update(THIRD);

        assertRefused(stack.requests().get(1), "10.0.0.0/28");
    }

    @Test
    void a_create_that_comes_after_an_update_is_refused_and_changes_nothing() {
        create(FIRST);
        update(FIRST, SECOND);

        assertRefused(stack.requests().getFirst(), "10.0.0.128/28");
    }

    @Test
    void a_delete_that_comes_after_the_resource_was_made_anew_is_refused_and_changes_nothing() {
        create(FIRST);
        stack.delete();
        stage.untilSettled(stack);
        Event delete = stack.requests().getLast();
        create(FIRST, SECOND);

        assertRefused(delete, "10.0.0.128/28");
    }

    @Test
    void a_request_that_was_made_long_ago_is_refused_and_changes_nothing() {
        create(FIRST);
        stack.delete();
        stage.untilSettled(stack);
        Event delete = stack.requests().getLast();
        create(FIRST);

        stage.runFor(Duration.ofMinutes(15));
        assertRefused(delete, "comes more than 15 minutes later");
    }

    @Test
    void a_request_that_waits_a_while_is_not_refused() {
        stage.mishaps().always(_ -> true, new Mishap.Delay(Duration.ofMinutes(14)));

        create(FIRST);

        assertThat(stage.reserved()).containsExactly(FIRST);
    }

    @Test
    void what_was_never_made_is_deleted_by_the_id_that_cloudformation_made_up() {
        stage.mishaps().next(_ -> true, new Mishap.Lose());

        stack.create(stage.properties(FIRST));
        stage.untilSettled(stack);

        assertThat(stack.status()).isEqualTo(Status.ROLLBACK_COMPLETE);
        assertThat(answers(stack.requests().getLast()))
                .singleElement()
                .satisfies(its -> assertThat(its.physicalId()).startsWith("upf-Reservations-"));
        assertThat(stage.changes()).isEmpty();
    }

    @Test
    void what_bad_properties_have_never_made_is_deleted() {
        stack.create("{\"NodeGroup\":\"upf\",\"Reservations\":[{\"SubnetId\":\"lost\"}]}");
        stage.untilSettled(stack);

        assertThat(stack.status()).isEqualTo(Status.ROLLBACK_COMPLETE);
        assertThat(stack.reason()).startsWith("INVALID_PROPERTIES: 3 of the settings");
    }

    @Test
    void an_update_to_bad_properties_is_rolled_back_from_them() {
        create(FIRST);

        stack.update("{\"NodeGroup\":\"upf\",\"Reservations\":\"none\"}");
        stage.untilSettled(stack);

        assertThat(stack.status()).as(stack.reason()).isEqualTo(Status.UPDATE_ROLLBACK_COMPLETE);
        assertThat(stack.reason())
                .isEqualTo(
                        "INVALID_PROPERTIES: 1 of the settings cannot be used:\n"
                                + "  - ResourceProperties.Reservations is \"none\"; allowed: a list"
                                + " of up to 100 reservations. Write a list of objects.\n"
                                + "Nothing was changed.");
        assertThat(stage.reserved()).containsExactly(FIRST);
    }

    private void create(String... wishes) {
        stack.create(stage.properties(wishes));
        stage.untilSettled(stack);
        assertThat(stack.status()).as(stack.reason()).isEqualTo(Status.CREATE_COMPLETE);
    }

    private void update(String... wishes) {
        stack.update(stage.properties(wishes));
        stage.untilSettled(stack);
        assertThat(stack.status()).as(stack.reason()).isEqualTo(Status.UPDATE_COMPLETE);
    }

    private void assertRefused(Event request, String because) {
        List<String> before = stage.picture();
        stage.calls().clear();

        stack.repeat(request);
        stage.runFor(Duration.ofMinutes(5));

        assertThat(lastAnswer().succeeded()).isFalse();
        assertThat(lastAnswer().reason())
                .startsWith("STALE_REQUEST: ")
                .contains(because)
                .endsWith("Nothing was changed.");
        assertThat(stage.changes()).isEmpty();
        assertThat(stage.picture()).isEqualTo(before);
    }

    private Answer lastAnswer() {
        return stage.world().answers().taken().getLast();
    }

    private List<Answer> answers(Event request) {
        return stage.world().answers().taken().stream()
                .filter(its -> its.requestId().equals(request.id()))
                .toList();
    }
}

package io.github.multusnodes.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.runtime.CustomResource;
import io.github.multusnodes.simulator.runtime.CustomResource.Status;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.cloudformation.Answer;
import io.github.multusnodes.stage.StackStage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What fails half way leaves everything as it was. */
class UndoneTest {

    static final String[] BEFORE = {
        "10.0.0.64/26 explicit", "10.0.0.128/28 prefix", "10.0.0.208/28 explicit"
    };
    static final String[] AFTER = {
        "10.0.0.0/28 explicit",
        "1 10.0.1.0/28 prefix",
        "10.0.0.64/27 explicit",
        "10.0.0.192/28 explicit"
    };

    /** A claim, two creations, a deletion with a creation, a deletion, a claim taken back. */
    static final int CHANGES = 7;

    static Stream<Arguments> refusals() {
        return IntStream.rangeClosed(1, CHANGES)
                .boxed()
                .flatMap(n -> Stream.of(denied(), rejected()).map(why -> Arguments.of(n, why)));
    }

    @ParameterizedTest(name = "change {0}: {1}")
    @MethodSource("refusals")
    void an_update_that_ec2_refuses_half_way_leaves_all_as_before(int position, Refusal why) {
        StackStage stage = StackStage.open(Scenario.realistic());
        CustomResource upf = prepared(stage);
        List<String> before = stage.picture();
        List<List<String>> answered = picturesAtAnswers(stage);
        refuse(stage, position, why);

        upf.update(stage.properties(AFTER));
        stage.untilSettled(upf);

        assertThat(upf.status()).isEqualTo(Status.UPDATE_ROLLBACK_COMPLETE);
        assertThat(upf.reason())
                .startsWith("CALL_REFUSED: ")
                .contains(why.code() + ": " + why.text())
                .endsWith(position == 1 ? "Nothing was changed." : "What was changed is undone.");
        assertThat(answered.getFirst()).isEqualTo(before);
        assertThat(stage.picture()).isEqualTo(before);
    }

    @Test
    void nothing_refused_is_nothing_undone() {
        StackStage stage = StackStage.open(Scenario.realistic());
        CustomResource upf = prepared(stage);

        upf.update(stage.properties(AFTER));
        stage.untilSettled(upf);

        assertThat(upf.status()).as(upf.reason()).isEqualTo(Status.UPDATE_COMPLETE);
        assertThat(stage.changes()).hasSize(CHANGES);
    }

    @Test
    void what_cannot_be_undone_is_told() {
        StackStage stage = StackStage.open(Scenario.realistic());
        CustomResource upf = prepared(stage);
        stage.faults().always(call -> isDelete(call), new Fault.Refuse(denied()));

        upf.update(stage.properties(AFTER));
        stage.runFor(Duration.ofMinutes(1));

        assertThat(stage.world().answers().taken())
                .filteredOn(answer -> answer.reason().contains("Could not be undone"))
                .singleElement()
                .extracting(Answer::reason)
                .asString()
                .contains("Could not be undone, mend it by hand: ")
                .contains("created scr-")
                .contains("DeleteSubnetCidrReservation: UnauthorizedOperation: You are not");
    }

    @Test
    void an_update_that_runs_out_of_time_is_undone_and_answered_before_the_function_ends() {
        StackStage stage = StackStage.open(Scenario.realistic(), Duration.ofMinutes(2));
        CustomResource upf = prepared(stage);
        List<String> before = stage.picture();
        List<List<String>> answered = picturesAtAnswers(stage);
        stage.faults()
                .always(
                        call -> "10.0.0.64/27".equals(call.parameters().get("Cidr")),
                        new Fault.Throttle());

        upf.update(stage.properties(AFTER));
        stage.untilSettled(upf);

        assertThat(upf.reason())
                .startsWith("OUT_OF_TIME: Out of time: ")
                .contains("RequestLimitExceeded")
                .contains("What was changed is undone.");
        assertThat(answered.getFirst()).isEqualTo(before);
        assertThat(stage.delivery().log().invocations()).allMatch(run -> run.result().succeeded());
    }

    @Test
    void an_update_whose_call_is_never_answered_is_undone_too() {
        StackStage stage = StackStage.open(Scenario.realistic(), Duration.ofMinutes(2));
        CustomResource upf = prepared(stage);
        List<String> before = stage.picture();
        List<List<String>> answered = picturesAtAnswers(stage);
        AtomicInteger made = new AtomicInteger();
        stage.faults()
                .always(
                        call ->
                                "10.0.0.64/27".equals(call.parameters().get("Cidr"))
                                        && made.incrementAndGet() <= 100,
                        new Fault.LoseRequest());

        upf.update(stage.properties(AFTER));
        stage.untilSettled(upf);

        assertThat(upf.reason()).startsWith("OUT_OF_TIME: ");
        assertThat(answered.getFirst()).isEqualTo(before);
    }

    @Test
    void a_create_that_fails_half_way_leaves_nothing() {
        StackStage stage = StackStage.open(Scenario.realistic());
        List<List<String>> answered = picturesAtAnswers(stage);
        CustomResource upf = stage.stack("upf");
        refuse(stage, 3, denied());

        upf.create(stage.properties(BEFORE));
        stage.untilSettled(upf);

        assertThat(upf.status()).isEqualTo(Status.ROLLBACK_COMPLETE);
        assertThat(answered.getFirst()).isEmpty();
    }

    @Test
    void a_delete_that_fails_half_way_leaves_all_as_before() {
        StackStage stage = StackStage.open(Scenario.realistic());
        CustomResource upf = prepared(stage);
        List<String> before = stage.picture();
        refuse(stage, 2, denied());

        upf.delete();
        stage.untilSettled(upf);

        assertThat(upf.status()).isEqualTo(Status.DELETE_FAILED);
        assertThat(stage.picture()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void what_was_just_made_is_undone_although_readers_do_not_see_it_yet(long seed) {
        StackStage stage =
                StackStage.open(
                        Scenario.realistic().withSeed(seed).withLag(Duration.ofSeconds(14)));
        CustomResource upf = prepared(stage);
        List<String> before = stage.picture();
        List<List<String>> answered = picturesAtAnswers(stage);
        refuse(stage, 4, denied());

        upf.update(stage.properties(AFTER));
        stage.untilSettled(upf);

        assertThat(answered.getFirst()).isEqualTo(before);
        assertThat(stage.picture()).isEqualTo(before);
    }

    /** One stack with three ranges, of which it shares the last; another has one more. */
    static CustomResource prepared(StackStage stage) {
        CustomResource smf = stage.stack("smf");
        smf.create(stage.properties("10.0.0.192/28 explicit", "10.0.0.208/28 explicit"));
        stage.untilSettled(smf);
        CustomResource upf = stage.stack("upf");
        upf.create(stage.properties(BEFORE));
        stage.untilSettled(upf).runFor(Duration.ofMinutes(1));
        assertThat(upf.status()).as(upf.reason()).isEqualTo(Status.CREATE_COMPLETE);
        stage.calls().clear();
        return upf;
    }

    /**
     * EC2 refuses a function's change at a position, and the same again, but not what undoes it.
     */
    private static void refuse(StackStage stage, int position, Refusal why) {
        AtomicInteger changes = new AtomicInteger();
        AtomicReference<Map<String, String>> refused = new AtomicReference<>(Map.of("none", ""));
        stage.faults()
                .always(
                        call -> {
                            if (!call.caller().startsWith(StackStage.FUNCTION) || !call.changes()) {
                                return false;
                            }
                            if (changes.incrementAndGet() == position) {
                                refused.set(call.parameters());
                            }
                            return call.parameters().equals(refused.get());
                        },
                        new Fault.Refuse(why));
    }

    private static Refusal denied() {
        return new Refusal(403, "UnauthorizedOperation", "You are not authorized to do this.");
    }

    private static Refusal rejected() {
        return Refusal.of("InvalidParameterValue", "EC2 does not like it.");
    }

    private static boolean isDelete(Call call) {
        return call.action().equals("DeleteSubnetCidrReservation");
    }

    private static List<List<String>> picturesAtAnswers(StackStage stage) {
        List<List<String>> pictures = new CopyOnWriteArrayList<>();
        stage.calls()
                .onCall(
                        call -> {
                            if (call.call().action().equals("PutStackAnswer")) {
                                pictures.add(stage.picture());
                            }
                        });
        return pictures;
    }
}

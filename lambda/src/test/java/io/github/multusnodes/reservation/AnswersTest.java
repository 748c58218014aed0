package io.github.multusnodes.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.runtime.CustomResource;
import io.github.multusnodes.simulator.runtime.CustomResource.Status;
import io.github.multusnodes.simulator.runtime.DeadLetter;
import io.github.multusnodes.simulator.runtime.Event;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.cloudformation.Answer;
import io.github.multusnodes.stage.StackStage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

/** CloudFormation gets an answer, whatever becomes of its request. */
class AnswersTest {

    private static final String WISH = "10.0.0.64/26 explicit";

    private final StackStage stage = StackStage.open(Scenario.realistic(), Duration.ofMinutes(2));
    private final CustomResource stack = stage.stack("upf");

    /** Whoever has the URL can answer in our place. */
    @AfterEach
    void the_url_is_never_told() {
        assertThat(stage.logLines()).isNotEmpty().noneMatch(line -> line.contains("X-Amz-"));
        assertThat(stage.delivery().log().invocations())
                .noneMatch(run -> run.result().text().contains("X-Amz-"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "LoseRequest, 4",
        "LoseAnswer, 4",
        "Throttle, 4",
    })
    void an_answer_that_is_not_taken_is_put_again(String fault, int times) {
        stage.faults().next(times, AnswersTest::isAnswer, fault(fault));

        create();

        assertThat(stack.status()).as(stack.reason()).isEqualTo(Status.CREATE_COMPLETE);
        assertThat(stage.delivery().log().invocations()).hasSize(1);
    }

    @Test
    void an_answer_that_is_refused_for_good_fails_the_run_so_that_lambda_repeats_it() {
        stage.faults().next(AnswersTest::isAnswer, new Fault.Refuse(new Refusal(403, "No", "no")));

        create();

        assertThat(stack.status()).as(stack.reason()).isEqualTo(Status.CREATE_COMPLETE);
        assertThat(stage.delivery().log().invocations())
                .extracting(run -> run.result().succeeded())
                .containsExactly(false, true);
    }

    @Test
    void an_answer_that_nobody_ever_takes_ends_in_the_dead_letter_queue() {
        stage.faults().always(AnswersTest::isAnswer, new Fault.LoseRequest());

        stack.create(stage.properties(WISH));
        stage.runFor(Duration.ofMinutes(14));

        assertThat(stage.delivery().log().deadLetters())
                .singleElement()
                .extracting(DeadLetter::attempts)
                .isEqualTo(3);
        assertThat(stage.delivery().log().invocations())
                .allSatisfy(
                        run ->
                                assertThat(Duration.between(run.start(), run.end()))
                                        .isLessThan(Duration.ofMinutes(2)));
    }

    @Test
    void a_defect_is_answered_with_a_failure() {
        stage.faults()
                .always(
                        call -> call.action().equals("GetSubnetCidrReservations") && broken(),
                        new Fault.LoseRequest());

        create();

        assertThat(stack.status()).isIn(Status.ROLLBACK_COMPLETE, Status.ROLLBACK_FAILED);
        assertThat(stack.reason()).startsWith("UNEXPECTED: ").contains("outlived");
        assertThat(stage.logLines())
                .anyMatch(line -> line.contains("stack_trace") && line.contains("\"ERROR\""));
    }

    @Test
    void an_ec2_that_nobody_understands_is_told_before_the_function_ends() {
        stage.reserve("10.0.0.0/28", "explicit");
        stage.faults()
                .always(
                        call -> call.action().equals("GetSubnetCidrReservations"),
                        new Fault.Garble("10.0.0.0/28", "nonsense"));

        create();

        assertThat(stack.status()).isIn(Status.ROLLBACK_COMPLETE, Status.ROLLBACK_FAILED);
        assertThat(stack.reason())
                .startsWith("OUT_OF_TIME: ")
                .contains("The answer cannot be read", "nonsense");
    }

    @Test
    void a_function_that_cannot_even_begin_answers() {
        stage.breakFunctions();

        create();

        assertThat(stack.status()).isEqualTo(Status.ROLLBACK_FAILED);
        assertThat(stack.reason()).startsWith("UNEXPECTED: A defect: ").contains("outlived");
    }

    @Test
    void an_ec2_that_never_answers_is_told_before_the_function_ends() {
        stage.faults().always(call -> !isAnswer(call), new Fault.LoseRequest());

        create();

        assertThat(stack.status()).isEqualTo(Status.ROLLBACK_FAILED);
        assertThat(stack.reason()).startsWith("OUT_OF_TIME: Out of time: GetSubnetCidr");
        assertThat(stage.delivery().log().invocations()).allMatch(run -> run.result().succeeded());
    }

    @Test
    void a_missing_permission_is_told_in_ec2s_words() {
        stage.faults()
                .always(
                        call -> call.action().equals("DescribeSubnets"),
                        new Fault.Refuse(
                                new Refusal(403, "UnauthorizedOperation", "You are not allowed.")));

        create();

        assertThat(stack.reason())
                .isEqualTo(
                        "CALL_REFUSED: DescribeSubnets: UnauthorizedOperation: You are not"
                                + " allowed.\nNothing was changed.");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"RequestType\":\"Create\" | \"RequestType\":\"Replace\" | RequestType is Replace;"
                        + " allowed: Create, Update or Delete.",
                "\"RequestType\":\"Create\" | \"RequestType\":7 | RequestType is 7; allowed: text"
                        + " of up to 512 characters.",
                "\"ResourceProperties\":{  | \"ResourceProperties\":7,\"x\":{ | ResourceProperties"
                        + " is 7; allowed: an object.",
                "\"RequestType\":\"Create\" | \"RequestType\":\"Update\" | PhysicalResourceId is"
                        + " missing; allowed: text of up to 512 characters.",
            })
    void a_request_that_cannot_be_read_is_answered_if_it_can_be(
            String part, String instead, String problem) {
        stack.create(stage.properties(WISH));
        Event good = stack.requests().getFirst();
        assertThat(good.json()).contains(part);
        stack.repeat(new Event("bad", good.detailType(), "", good.json().replace(part, instead)));
        stage.untilSettled(stack).runFor(Duration.ofMinutes(1));

        assertThat(stage.world().answers().taken())
                .extracting(Answer::reason)
                .anyMatch(reason -> reason.startsWith("MALFORMED_REQUEST: " + problem));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "no JSON",
                "{\"ResponseURL\":\"mailto:X-Amz-Signature\",\"StackId\":\"s\"}",
                "{\"ResponseURL\":\"https://host/?X-Amz-Signature=secret\",\"StackId\":\"s\"}"
            })
    void a_request_that_tells_nobody_to_answer_fails(String json) {
        create();

        stack.repeat(new Event("bad", "bad", "", json));
        stage.runFor(Duration.ofMinutes(10));

        assertThat(stage.delivery().log().deadLetters())
                .singleElement()
                .extracting(DeadLetter::lastError)
                .asString()
                .contains("; allowed: ")
                .contains("Invoke this function as the ServiceToken of a custom resource")
                .doesNotContain("X-Amz");
    }

    @Test
    void a_reason_that_is_too_long_is_cut() {
        String[] wishes = new String[90];
        for (int i = 0; i < wishes.length; i++) {
            wishes[i] = "10.0.1." + 2 * i + "/31 explicit";
        }

        stack.create(stage.properties(wishes));
        stage.untilSettled(stack);

        assertThat(stack.reason())
                .startsWith("INVALID_PROPERTIES: 90 of the properties cannot be used:")
                .endsWith(" ... (all of it is in the function's log)")
                .hasSizeBetween(3000, 4096);
        assertThat(stage.logLines()).anyMatch(line -> line.contains("Reservations[89].Cidr"));
    }

    private void create() {
        stack.create(stage.properties(WISH));
        stage.untilSettled(stack).runFor(Duration.ofMinutes(1));
    }

    private static boolean isAnswer(Call call) {
        return call.action().equals("PutStackAnswer");
    }

    private static boolean broken() {
        throw new IllegalStateException("A defect, made to be outlived");
    }

    private static Fault fault(String name) {
        return switch (name) {
            case "LoseRequest" -> new Fault.LoseRequest();
            case "LoseAnswer" -> new Fault.LoseAnswer();
            case "Throttle" -> new Fault.Throttle();
            default -> throw new IllegalArgumentException(name);
        };
    }
}

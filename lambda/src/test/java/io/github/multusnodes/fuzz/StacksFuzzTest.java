package io.github.multusnodes.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.eclipsesource.json.Json;

import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.runtime.InvocationResult;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.stage.StackStage;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Requests for custom resources, changed in all ways, and answers of AWS to what they ask for. Each
 * request gets an answer if it says where, and what fails leaves everything as it was.
 */
class StacksFuzzTest {

    private static final String STACK =
            "arn:aws:cloudformation:us-west-2:123456789012:stack/upf/51af3dc0-da77-11e4-872e-1234567db123";
    private static final String THEIRS = "10.0.0.0/28";

    /** The answer was not taken: Lambda repeats the run. */
    private static final Set<String> NOT_PUT =
            Set.of(
                    "io.github.multusnodes.retry.CloudFailure",
                    "io.github.multusnodes.retry.OutOfTime");

    private static final Set<String> NAMED =
            Set.of(
                    "java.lang.IllegalArgumentException",
                    "io.github.multusnodes.retry.CloudFailure",
                    "io.github.multusnodes.retry.OutOfTime");

    @Provide
    Arbitrary<TestEvents.Changed> requests() {
        return TestEvents.ofStacks();
    }

    @Provide
    Arbitrary<Wreck> wrecks() {
        return Wreck.any();
    }

    @Fuzzed(inGate = 150)
    void get_their_answer(@ForAll("requests") TestEvents.Changed request) {
        StackStage stage = open();
        List<String> before = stage.picture();
        boolean ofClusters = request.file().contains("cluster");

        InvocationResult result =
                stage.invoke(ofClusters, Change.all(request.changes(), of(stage, request.file())));

        assertThat(surprises(stage, result)).isEmpty();
        assertThat(result.text()).hasSizeLessThan(10_000);
        boolean unanswerable = !result.succeeded() && NOT_PUT.contains(result.errorType());
        if (!unanswerable && !result.text().contains("\"success\"")) {
            assertThat(stage.picture()).isEqualTo(before);
        }
        assertThat(stage.reserved()).contains(THEIRS + " explicit");
    }

    @Fuzzed(inGate = 150)
    void outlive_wrong_answers(
            @ForAll @IntRange(min = 1, max = 8) int call,
            @ForAll @IntRange(min = 1, max = 3) int times,
            @ForAll("wrecks") Wreck wreck) {
        StackStage stage = open();
        String request = of(stage, "cloudformation-create.json");
        AtomicInteger made = new AtomicInteger();
        stage.faults()
                .next(
                        times,
                        its ->
                                its.caller().startsWith(StackStage.FUNCTION)
                                        && made.incrementAndGet() >= call,
                        new Fault.Garble(wreck));

        InvocationResult first = stage.invoke(false, request);
        stage.faults().clear();
        InvocationResult second = stage.invoke(false, request);

        assertThat(surprises(stage, first)).isEmpty();
        assertThat(second.succeeded()).as(second.text()).isTrue();
        assertThat(second.text()).contains("success");
        assertThat(stage.reserved())
                .containsExactly(THEIRS + " explicit", "10.0.0.128/26 explicit");
    }

    private static StackStage open() {
        StackStage stage = StackStage.open(Scenario.plain());
        stage.reserve(THEIRS, "explicit");
        return stage;
    }

    /** The request as CloudFormation would send it to the simulated functions. */
    private static String of(StackStage stage, String file) {
        String text =
                TestEvents.text(file)
                        .replace("subnet-0123456789abcdef0", stage.subnet(0))
                        .replace("10.0.4.", "10.0.0.");
        String id = Json.parse(text).asObject().getString("RequestId", "");
        String logical = Json.parse(text).asObject().getString("LogicalResourceId", "");
        URI url = stage.world().answers().await(STACK, id, logical, _ -> {});
        return text.replaceFirst("\"ResponseURL\": \"[^\"]*\"", "\"ResponseURL\": \"" + url + "\"");
    }

    private static List<String> surprises(StackStage stage, InvocationResult result) {
        List<String> logged =
                stage.logLines().stream()
                        .filter(
                                line ->
                                        line.contains("Unexpected failure")
                                                || line.contains("UNEXPECTED"))
                        .toList();
        return logged.isEmpty() ? Surprises.of(result, NAMED) : logged;
    }
}

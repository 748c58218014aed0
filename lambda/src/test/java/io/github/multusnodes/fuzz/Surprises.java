package io.github.multusnodes.fuzz;

import io.github.multusnodes.simulator.runtime.InvocationResult;
import io.github.multusnodes.simulator.runtime.InvocationResult.Outcome;
import io.github.multusnodes.stage.Stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What may not come of an input, however wrong: a failure that nobody has named. A run ends by its
 * answer, or by one of the failures that the handlers tell of, with a message.
 */
final class Surprises {

    private static final Set<String> NAMED =
            Set.of(
                    "io.github.multusnodes.retry.CloudFailure",
                    "io.github.multusnodes.retry.ClusterFailure",
                    "io.github.multusnodes.retry.OutOfTime",
                    "io.github.multusnodes.event.MalformedEventException",
                    "io.github.multusnodes.handler.NotForUs",
                    "io.github.multusnodes.node.Refused");

    private Surprises() {}

    /** Those in the runs and in the log of a stage. */
    static List<String> of(Stage stage) {
        List<String> surprises = new ArrayList<>();
        stage.delivery()
                .log()
                .invocations()
                .forEach(record -> surprises.addAll(of(record.result(), NAMED)));
        stage.logLines().stream()
                .filter(line -> line.contains("Unexpected failure") || line.contains("UNEXPECTED"))
                .forEach(surprises::add);
        return surprises;
    }

    /**
     * Those in a result.
     *
     * @param named the types of failures that may be thrown
     */
    static List<String> of(InvocationResult result, Set<String> named) {
        boolean isNamed =
                result.outcome() == Outcome.OK
                        || (result.outcome() == Outcome.FUNCTION_ERROR
                                && named.contains(Objects.requireNonNull(result.errorType()))
                                && !result.text().isBlank());
        return isNamed
                ? List.of()
                : List.of(result.outcome() + " " + result.errorType() + ": " + result.text());
    }
}

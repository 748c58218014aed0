package io.github.multusnodes.infra.iam;

import java.util.List;
import java.util.function.UnaryOperator;

/** What a function may do: what one of its statements allows. */
record Policy(List<Statement> statements) {

    Policy {
        statements = List.copyOf(statements);
    }

    boolean allows(Request request) {
        return statements.stream().anyMatch(its -> its.allows(request));
    }

    /** A call may be made if everything that it asks for is allowed. */
    boolean allows(List<Request> call) {
        return call.stream().allMatch(this::allows);
    }

    Policy replacing(Statement statement, UnaryOperator<Statement> change) {
        return new Policy(
                statements.stream()
                        .map(its -> its.equals(statement) ? change.apply(its) : its)
                        .toList());
    }
}

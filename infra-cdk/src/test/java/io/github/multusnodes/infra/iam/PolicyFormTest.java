package io.github.multusnodes.infra.iam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What can be said of policies without a call: that AWS understands them as they are meant. */
class PolicyFormTest {

    private static final Facts EVERYTHING =
            new Facts(
                    List.of("subnet-1", "subnet-2"),
                    List.of("sg-1"),
                    List.of("cnf"),
                    true,
                    true,
                    true);

    @Test
    void no_action_has_a_wildcard_and_the_reference_knows_each_for_each_resource() {
        assertThat(statements().flatMap(its -> its.actions().stream()))
                .allMatch(action -> action.matches("[a-z0-9]+:[A-Za-z0-9]+"));
        assertThat(statements().flatMap(PolicyFormTest::grants))
                .allMatch(its -> Reference.knows(its.action(), its.kind()));
    }

    @Test
    void each_condition_key_is_one_that_the_action_has_for_the_resource() {
        assertThat(statements().flatMap(PolicyFormTest::grants))
                .allSatisfy(
                        its ->
                                assertThat(its.statement().conditions())
                                        .allMatch(
                                                condition ->
                                                        Reference.knows(
                                                                its.action(),
                                                                its.kind(),
                                                                condition.key())));
    }

    @Test
    void what_has_no_resources_is_held_to_the_region_and_all_else_names_its_resources() {
        assertThat(statements().filter(its -> its.resources().contains("*")))
                .isNotEmpty()
                .allMatch(
                        its ->
                                its.conditions()
                                        .equals(
                                                List.of(
                                                        new Condition(
                                                                "StringEquals",
                                                                "aws:RequestedRegion",
                                                                List.of(Account.REGION)))));
    }

    @Test
    void each_name_of_a_statement_is_there_once() {
        policies()
                .forEach(
                        (function, policy) ->
                                assertThat(policy.statements())
                                        .as(function)
                                        .extracting(Statement::sid)
                                        .doesNotHaveDuplicates()
                                        .allMatch(sid -> sid.matches("[A-Za-z]+")));
    }

    private static Stream<Statement> statements() {
        return Stream.of(EVERYTHING, EVERYTHING.withoutSecurityGroups())
                .flatMap(facts -> Stream.of(Policies.of(facts), Policies.ofParameters(facts)))
                .flatMap(its -> its.values().stream())
                .flatMap(its -> its.statements().stream());
    }

    private static Map<String, Policy> policies() {
        return Policies.of(EVERYTHING);
    }

    private static Stream<Grant> grants(Statement statement) {
        return statement.actions().stream()
                .flatMap(
                        action ->
                                statement.resources().stream()
                                        .map(
                                                arn ->
                                                        new Grant(
                                                                statement,
                                                                action,
                                                                Account.kindOf(arn))));
    }

    private record Grant(Statement statement, String action, String kind) {}
}

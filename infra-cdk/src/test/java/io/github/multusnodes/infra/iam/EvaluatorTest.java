package io.github.multusnodes.infra.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

/** The evaluator of policies decides as IAM does, and about nothing that it does not know. */
class EvaluatorTest {

    private static final String ARN = "arn:aws:ec2:us-west-2:123456789012:subnet/subnet-1";

    @ParameterizedTest
    @CsvSource({
        "arn:aws:ec2:us-west-2:123456789012:subnet/subnet-1, true",
        "arn:aws:ec2:us-west-2:123456789012:subnet/*, true",
        "arn:aws:ec2:us-west-2:123456789012:subnet/subnet-?, true",
        "*, true",
        "arn:aws:ec2:us-west-2:123456789012:subnet/subnet-, false",
        "arn:aws:ec2:us-west-2:123456789012:network-interface/*, false",
        "arn:aws:ec2:us-west-2::subnet/*, false",
        "arn:aws:ec2:*:subnet/subnet-1:x:y, false"
    })
    void arns_are_compared_part_by_part(String pattern, boolean like) {
        assertThat(Glob.matchesArn(pattern, ARN)).isEqualTo(like);
    }

    @Test
    void one_value_must_equal_one_of_the_statements_and_be_there() {
        Condition condition = new Condition("StringEquals", "k", List.of("a", "b"));
        assertThat(condition.holds(with("b"))).isTrue();
        assertThat(condition.holds(with("c"))).isFalse();
        assertThat(condition.holds(with())).isFalse();
        assertThatThrownBy(() -> condition.holds(with("a", "b"))).hasMessageContaining("[a, b]");
    }

    @Test
    void all_values_must_be_among_the_statements_and_none_is_among_them() {
        Condition condition = new Condition("ForAllValues:StringEquals", "k", List.of("a", "b"));
        assertThat(condition.holds(with("a", "b"))).isTrue();
        assertThat(condition.holds(with("a", "c"))).isFalse();
        assertThat(condition.holds(with())).isTrue();
        Condition like = new Condition("ForAllValues:StringLike", "k", List.of("a/*"));
        assertThat(like.holds(with("a/b", "a/c"))).isTrue();
        assertThat(like.holds(with("a/b", "b/a/c"))).isFalse();
    }

    @Test
    void null_tells_whether_a_key_must_be_there() {
        assertThat(new Condition("Null", "k", List.of("true")).holds(with())).isTrue();
        assertThat(new Condition("Null", "k", List.of("true")).holds(with("a"))).isFalse();
        assertThat(new Condition("Null", "k", List.of("false")).holds(with())).isFalse();
        assertThat(new Condition("Null", "k", List.of("false")).holds(with("a"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"StringLike", "StringEqualsIfExists", "Bool", "StringNotEquals"})
    void an_operator_that_is_not_known_is_an_error(String operator) {
        Condition condition = new Condition(operator, "k", List.of("a"));
        assertThatThrownBy(() -> condition.holds(with("a")))
                .hasMessage("The operator " + operator + " is unknown");
    }

    @Test
    void so_is_an_element_a_denial_a_variable_or_a_function() {
        Map<String, Object> allow =
                Map.of("Effect", "Allow", "Action", "ec2:DescribeSubnets", "NotResource", "*");
        assertThatThrownBy(() -> Statement.of(allow)).hasMessageStartingWith("Not known here");
        Map<String, Object> deny = Map.of("Effect", "Deny", "Action", "a", "Resource", "*");
        assertThatThrownBy(() -> Statement.of(deny)).hasMessageStartingWith("Not known here");
        assertThatThrownBy(() -> new Condition("StringEquals", "k", List.of("${aws:username}")))
                .hasMessageContaining("Policy variables");
        Resolver resolver = new Resolver(Map.of());
        assertThatThrownBy(() -> resolver.resolve(Map.of("Fn::Select", List.of(0, "a"))))
                .hasMessageStartingWith("Not known here");
        assertThatThrownBy(() -> resolver.resolve(Map.of("Ref", "Subnets")))
                .hasMessage("Nobody knows Subnets");
    }

    private static Request with(String... values) {
        Request request = new Request("ec2:DescribeSubnets", "*", Map.of());
        return values.length == 0 ? request : request.with("k", values);
    }
}

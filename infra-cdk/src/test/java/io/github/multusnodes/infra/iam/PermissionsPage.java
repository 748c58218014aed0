package io.github.multusnodes.infra.iam;

import static java.util.stream.Collectors.joining;

import io.github.multusnodes.infra.construct.PermissionScope;

import software.amazon.awscdk.Stack;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The policies as the tables of the page for security reviewers, but for their last column. */
final class PermissionsPage {

    private static final String HERE =
            String.join(":", "arn", Account.PARTITION, "", Account.REGION, Account.ID);

    private final Map<String, Policy> all = policies(true, true, true);
    private final Map<String, Map<String, Policy>> without =
            Map.of(
                    "podPrefixes", policies(false, true, true),
                    "drain", policies(true, false, true),
                    "repair", policies(true, true, false));

    /** One row for each statement of a function. */
    List<String> rows(String function) {
        return policy(all, function).statements().stream().map(its -> row(function, its)).toList();
    }

    private String row(String function, Statement its) {
        return Stream.of(
                        its.sid(),
                        lines(
                                new TreeSet<>(its.actions())
                                        .stream().map(a -> action(function, its, a))),
                        lines(its.resources().stream().map(PermissionsPage::resource)),
                        lines(its.conditions().stream().map(PermissionsPage::condition)))
                .collect(joining(" | ", "| ", " |"));
    }

    private String action(String function, Statement its, String action) {
        String only =
                without.entrySet().stream()
                        .filter(option -> !grants(policy(option.getValue(), function), its, action))
                        .map(option -> " (with `" + option.getKey() + "`)")
                        .collect(joining());
        return "`" + action + "`" + only;
    }

    private static boolean grants(Policy policy, Statement like, String action) {
        return policy.statements().stream()
                .anyMatch(its -> its.sid().equals(like.sid()) && its.actions().contains(action));
    }

    /** ARNs are of the stack's own partition, Region and account: what is left tells them. */
    private static String resource(String arn) {
        String[] parts = arn.split(":", 6);
        if (parts.length == 6 && !arn.replaceFirst(":" + parts[2] + ":", "::").startsWith(HERE)) {
            throw new IllegalArgumentException(arn + " is elsewhere");
        }
        return "`" + parts[parts.length - 1] + "`";
    }

    private static String condition(Condition its) {
        String key = "`" + its.key() + "` ";
        List<String> values = its.values();
        return switch (its.operator()) {
            case "StringEquals" -> key + "is " + texts(values);
            case "ArnEquals" ->
                    key
                            + "is "
                            + values.stream().map(PermissionsPage::resource).collect(joining(", "));
            case "ForAllValues:StringEquals" -> key + "are among " + texts(values);
            case "ForAllValues:StringLike" -> key + "are all like " + texts(values);
            case "Null" -> key + (values.equals(List.of("true")) ? "is absent" : "is there");
            default -> throw new IllegalArgumentException("Tell how to say " + its);
        };
    }

    private static String texts(Collection<String> values) {
        return values.stream()
                .map(value -> value.equals(Account.REGION) ? "REGION" : value)
                .map(value -> "`" + value + "`")
                .collect(joining(", "));
    }

    private static String lines(Stream<String> lines) {
        return lines.collect(joining("<br>"));
    }

    private static Policy policy(Map<String, Policy> policies, String function) {
        return Objects.requireNonNull(policies.get(function));
    }

    private static Map<String, Policy> policies(
            boolean podPrefixes, boolean drain, boolean repair) {
        return Policies.synthesized(Map.of(), stack -> scope(stack, podPrefixes, drain, repair));
    }

    private static PermissionScope scope(
            Stack stack, boolean podPrefixes, boolean drain, boolean repair) {
        return new PermissionScope(
                stack,
                "NODE-GROUP",
                List.of("AUTO-SCALING-GROUP"),
                Optional.of("CLUSTER"),
                List.of("SUBNET"),
                List.of("SECURITY-GROUP"),
                List.of("YOUR-TAGS"),
                podPrefixes,
                drain,
                repair);
    }
}

package io.github.multusnodes.infra.iam;

import java.util.List;

/** One condition of a statement: all of them must hold. */
record Condition(String operator, String key, List<String> values) {

    Condition {
        values = List.copyOf(values);
        if (values.stream().anyMatch(value -> value.contains("${"))) {
            throw new IllegalArgumentException("Policy variables are not known here: " + values);
        }
    }

    /**
     * Whether it holds for a request, as "IAM JSON policy elements: Condition operators" has it.
     *
     * @throws IllegalStateException if it has an operator that is not known here
     */
    boolean holds(Request request) {
        return switch (operator) {
            case "StringEquals" -> request.value(key).filter(values::contains).isPresent();
            case "ArnEquals" ->
                    request.value(key)
                            .filter(arn -> values.stream().anyMatch(v -> Glob.matchesArn(v, arn)))
                            .isPresent();
            case "ForAllValues:StringEquals" -> values.containsAll(request.values(key));
            case "ForAllValues:StringLike" ->
                    request.values(key).stream()
                            .allMatch(its -> values.stream().anyMatch(v -> Glob.matches(v, its)));
            case "Null" -> values.equals(List.of(String.valueOf(request.values(key).isEmpty())));
            default -> throw new IllegalStateException("The operator " + operator + " is unknown");
        };
    }

    @Override
    public String toString() {
        return key + " " + operator;
    }
}

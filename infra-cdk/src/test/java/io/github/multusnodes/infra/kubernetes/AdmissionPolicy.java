package io.github.multusnodes.infra.kubernetes;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A ValidatingAdmissionPolicy, evaluated as an API server does. */
record AdmissionPolicy(JsonNode policy) {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Cel CEL =
            CelFactory.standardCelBuilder()
                    .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                    .addVar("object", SimpleType.DYN)
                    .addVar("oldObject", SimpleType.DYN)
                    .addVar("request", SimpleType.DYN)
                    .addVar("variables", SimpleType.DYN)
                    .build();

    /** The message with which an update is refused; nothing where it is admitted. */
    Optional<String> refusal(JsonNode request, JsonNode oldObject, JsonNode object) {
        Map<String, Object> variables = new HashMap<>();
        Map<String, Object> input =
                Map.of(
                        "request", values(request),
                        "oldObject", values(oldObject),
                        "object", values(object),
                        "variables", variables);
        for (JsonNode condition : policy.at("/spec/matchConditions")) {
            if (!evaluate(condition, input).equals(true)) {
                return Optional.empty();
            }
        }
        for (JsonNode variable : policy.at("/spec/variables")) {
            variables.put(variable.path("name").asText(), evaluate(variable, input));
        }
        for (JsonNode validation : policy.at("/spec/validations")) {
            if (!evaluate(validation, input).equals(true)) {
                return Optional.of(validation.path("message").asText());
            }
        }
        return Optional.empty();
    }

    /** What cannot be evaluated is refused: its failurePolicy is Fail. */
    private static Object evaluate(JsonNode its, Map<String, Object> input) {
        String expression = its.path("expression").asText();
        try {
            return CEL.createProgram(CEL.compile(expression).getAst()).eval(input);
        } catch (CelValidationException | CelEvaluationException e) {
            throw new AssertionError(expression, e);
        }
    }

    private static Map<String, Object> values(JsonNode json) {
        return JSON.convertValue(json, new TypeReference<>() {});
    }
}

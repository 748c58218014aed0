package io.github.multusnodes.infra.template;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.ICfnConditionExpression;
import software.amazon.awscdk.Stack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of a template, in groups with headings for the console. Optional ones have an
 * empty default and a condition that is true when they are given.
 */
final class Parameters {

    private final Stack stack;
    private final Map<String, List<String>> groups = new LinkedHashMap<>();
    private String group = "";

    Parameters(Stack stack) {
        this.stack = stack;
    }

    /** Those that follow stand under this heading. */
    Parameters under(String heading) {
        group = heading;
        return this;
    }

    /**
     * A text that must be given.
     *
     * @param form a regular expression for all of it
     * @param allowed the same in words, for who gives another one
     */
    String text(String name, String description, String form, String allowed) {
        return create(name, description)
                .type("String")
                .allowedPattern("^" + form + "$")
                .constraintDescription(allowed)
                .build()
                .getValueAsString();
    }

    /** The same with a default. */
    String text(String name, String usual, String description, String form, String allowed) {
        return create(name, description)
                .type("String")
                .defaultValue(usual)
                .allowedPattern("^" + form + "$")
                .constraintDescription(allowed)
                .build()
                .getValueAsString();
    }

    /** A text that may be left empty. */
    Optional optional(String name, String description, String form, String allowed, int longest) {
        CfnParameter parameter =
                create(name, description)
                        .type("String")
                        .defaultValue("")
                        .allowedPattern("^(" + form + ")?$")
                        .maxLength(longest)
                        .constraintDescription(allowed + ", or empty")
                        .build();
        return new Optional(
                parameter.getValueAsString(),
                condition(
                        name,
                        Fn.conditionNot(Fn.conditionEquals(parameter.getValueAsString(), ""))));
    }

    /** A number that may be left at 0, which is as good as none. */
    Optional optional(String name, String description) {
        String value = text(name, "0", description, "[0-9]{1,4}", "A number from 0 to 9999");
        return new Optional(
                value, condition(name, Fn.conditionNot(Fn.conditionEquals(value, "0"))));
    }

    private String condition(String name, ICfnConditionExpression expression) {
        return CfnCondition.Builder.create(stack, "Has" + name)
                .expression(expression)
                .build()
                .getLogicalId();
    }

    /** The name of a condition that a flag is {@code true}. */
    String isTrue(String name, String flag) {
        return condition(name, Fn.conditionEquals(flag, "true"));
    }

    /** {@code true} or {@code false}. */
    String flag(String name, boolean usual, String description) {
        return choice(name, String.valueOf(usual), description, List.of("true", "false"));
    }

    String choice(String name, String usual, String description, List<String> values) {
        return create(name, description)
                .type("String")
                .defaultValue(usual)
                .allowedValues(values)
                .build()
                .getValueAsString();
    }

    /** A number that must be given. */
    Number number(String name, String description, int least, int most) {
        return within(create(name, description), least, most).build().getValueAsNumber();
    }

    /** The same with a default. */
    Number number(String name, int usual, String description, int least, int most) {
        return within(create(name, description).defaultValue(usual), least, most)
                .build()
                .getValueAsNumber();
    }

    /** Ids that CloudFormation checks: whoever deploys must be able to see what they name. */
    List<String> ids(String name, String type, String description) {
        return create(name, description).type("List<" + type + ">").build().getValueAsList();
    }

    /** The value of a parameter of SSM, read anew by each deployment. */
    String image(String name, String usual, String description) {
        return create(name, description)
                .type("AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>")
                .defaultValue(usual)
                .build()
                .getValueAsString();
    }

    /** Tells the console how to show them; after the last one. */
    void show() {
        stack.getTemplateOptions()
                .setMetadata(
                        Map.of(
                                "AWS::CloudFormation::Interface",
                                Map.of(
                                        "ParameterGroups",
                                        groups.entrySet().stream()
                                                .map(its -> shown(its.getKey(), its.getValue()))
                                                .toList())));
    }

    private static Map<String, Object> shown(String heading, List<String> names) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("Label", Map.of("default", heading));
        shown.put("Parameters", names);
        return shown;
    }

    private static CfnParameter.Builder within(CfnParameter.Builder its, int least, int most) {
        return its.type("Number")
                .minValue(least)
                .maxValue(most)
                .constraintDescription("A number from " + least + " to " + most);
    }

    private CfnParameter.Builder create(String name, String description) {
        groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(name);
        return CfnParameter.Builder.create(stack, name).description(description);
    }

    /**
     * A parameter that may be empty.
     *
     * @param given name of the condition that it is not
     */
    record Optional(String value, String given) {

        /** Its value; without one, as if the property were not there. */
        String orNothing() {
            return Fn.conditionIf(given, value, Aws.NO_VALUE).toString();
        }
    }
}

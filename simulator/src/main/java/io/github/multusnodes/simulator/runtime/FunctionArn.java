package io.github.multusnodes.simulator.runtime;

/** The ARN by which a rule invokes a function: that of its alias. */
final class FunctionArn {

    private FunctionArn() {}

    static String of(String region, String name) {
        return "arn:aws:lambda:%s:123456789012:function:%s:live".formatted(region, name);
    }
}

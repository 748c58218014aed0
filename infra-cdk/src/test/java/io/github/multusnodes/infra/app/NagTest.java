package io.github.multusnodes.infra.app;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

import java.nio.file.Path;
import java.util.List;

class NagTest {

    @ParameterizedTest
    @MethodSource("configurations")
    void no_rule_of_AwsSolutions_finds_anything(Path configuration) {
        Stack stack = Synth.stack(configuration);
        Aspects.of(stack).add(new AwsSolutionsChecks());
        Annotations found = Annotations.fromStack(stack);

        found.hasNoError("*", Match.stringLikeRegexp("AwsSolutions.*"));
        found.hasNoWarning("*", Match.stringLikeRegexp("AwsSolutions.*"));
    }

    static List<Path> configurations() {
        return Synth.configurations();
    }
}

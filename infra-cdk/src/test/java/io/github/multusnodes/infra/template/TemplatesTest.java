package io.github.multusnodes.infra.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

class TemplatesTest {

    @ParameterizedTest
    @MethodSource("names")
    void what_is_kept_is_what_the_constructs_give(String name) throws IOException {
        JsonNode template = Templates.synthesize(stack(name));
        String written = TemplateYaml.write(template);

        assertThat(Files.readString(Deployment.file(name)))
                .as("infra-cdk/templates writes it anew")
                .isEqualTo(written);
        assertThat(new YAMLMapper().readTree(written).toString())
                .as("what YAML says of it")
                .isEqualTo(
                        new YAMLMapper()
                                .readTree(TemplateYaml.readable(template).toString())
                                .toString());
    }

    @ParameterizedTest
    @MethodSource("names")
    void nothing_in_them_is_the_CDKs_own(String name) throws IOException {
        assertThat(Files.readString(Deployment.file(name)))
                .doesNotContain("BootstrapVersion", "cdk-hnb659fds", "AWS::CDK::Metadata")
                .doesNotContain("aws:cdk:path", "cdk_nag", "AssetParameters");
    }

    @ParameterizedTest
    @MethodSource("names")
    void they_name_no_partition_and_no_region(String name) throws IOException {
        assertThat(Files.readString(Deployment.file(name)))
                .doesNotContain("arn:aws:", "us-east-1", "us-west-2");
    }

    @ParameterizedTest
    @MethodSource("names")
    void no_rule_of_AwsSolutions_finds_anything(String name) {
        Stack stack = stack(name).apply(new App());
        Aspects.of(stack).add(new AwsSolutionsChecks());
        Annotations found = Annotations.fromStack(stack);

        found.hasNoError("*", Match.stringLikeRegexp("AwsSolutions.*"));
        found.hasNoWarning("*", Match.stringLikeRegexp("AwsSolutions.*"));
    }

    private static Function<App, Stack> stack(String name) {
        return Objects.requireNonNull(Templates.stacks().get(name));
    }

    static Set<String> names() {
        return Templates.stacks().keySet();
    }
}

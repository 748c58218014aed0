package io.github.multusnodes.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

@DisplayName("The packages of core, functions and simulator")
class ArchitectureTest {

    private static final JavaClasses MAIN = Code.main();
    private static final JavaClasses MAIN_AND_TESTS = Code.mainAndTests();

    static List<Rule> lambdaRules() {
        return LambdaRules.all();
    }

    static List<Rule> simulatorRules() {
        return SimulatorRules.all();
    }

    static List<Rule> rules() {
        return Stream.concat(lambdaRules().stream(), simulatorRules().stream()).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lambdaRules")
    @DisplayName("Lambda obeys:")
    void lambda_obeys(Rule rule) {
        assertObeyed(rule, MAIN);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("simulatorRules")
    @DisplayName("the simulator obeys:")
    void simulator_obeys(Rule rule) {
        assertObeyed(rule, MAIN_AND_TESTS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    @DisplayName("would be caught disobeying:")
    void would_be_caught(Rule rule, @TempDir Path folder) {
        JavaClasses forbidden = Code.compiled(rule.forbidden(), folder);

        assertThat(rule.breachesIn(forbidden))
                .anySatisfy(breach -> assertThat(breach).contains(rule.breach()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.util.function.Supplier<Object> s = java.time.Instant::now",
                "java.time.LocalDate.now()",
                "Thread.sleep(1)",
                "Math.random()",
                "new java.util.Random()",
                "java.util.UUID.randomUUID()",
                "System.getenv()",
                "System.nanoTime()",
                "System.currentTimeMillis()"
            })
    @DisplayName("would be caught asking the machine by")
    void would_be_caught_asking_the_machine(String expression, @TempDir Path folder) {
        String source = Forbidden.doing(Code.ROOT + ".node", expression);

        assertThat(machineBreaches(source, folder)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new java.util.Random(7)",
                "java.time.Instant.now(java.time.Clock.tickSeconds(java.time.ZoneOffset.UTC))",
                "java.time.Duration.ofSeconds(1)"
            })
    @DisplayName("may use what their callers give, as")
    void may_use_what_callers_give(String expression, @TempDir Path folder) {
        String source = Forbidden.doing(Code.ROOT + ".node", expression);

        assertThat(machineBreaches(source, folder)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sealed interface Shape { record Round() implements Shape {} } class Other",
                "@FunctionalInterface interface Task { void run(); } class Other",
                "@interface Note"
            })
    @DisplayName("may have closed interfaces, as")
    void may_have_closed_interfaces(String declaration, @TempDir Path folder) {
        Rule rule = rule("only ports and time are open interfaces");
        JavaClasses closed =
                Code.compiled(List.of(Forbidden.empty(Code.ROOT + ".node", declaration)), folder);

        assertThat(rule.seenIn(closed)).isPositive();
        assertThat(rule.breachesIn(closed)).isEmpty();
    }

    private static void assertObeyed(Rule rule, JavaClasses classes) {
        assertThat(rule.seenIn(classes))
                .as("classes that the rule is about")
                .isGreaterThanOrEqualTo(rule.atLeast());
        assertThat(rule.breachesIn(classes)).isEmpty();
    }

    private static List<String> machineBreaches(String source, Path folder) {
        return rule("only wiring and the clock ask the machine for time, chance and environment")
                .breachesIn(Code.compiled(List.of(source), folder));
    }

    private static Rule rule(String says) {
        return rules().stream().filter(rule -> rule.says().equals(says)).findFirst().orElseThrow();
    }
}

package io.github.multusnodes.pods;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Who may know whom; what is not in the table of our packages may be known by nobody. */
class PodsRulesTest {

    private static final String ROOT = "io.github.multusnodes.";
    private static final String SDK = "software.amazon.awssdk..";

    private static final Map<String, Set<String>> MAY_KNOW =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("plan", Set.of("address")),
                            Map.entry("port", Set.of("pods.plan", "address", "retry")),
                            Map.entry("node", Set.of("pods.plan", "address")),
                            Map.entry(
                                    "step",
                                    Set.of(
                                            "pods.plan",
                                            "pods.port",
                                            "address",
                                            "retry",
                                            "telemetry")),
                            Map.entry(
                                    "assign",
                                    Set.of(
                                            "pods.plan",
                                            "pods.port",
                                            "pods.step",
                                            "address",
                                            "retry",
                                            "telemetry")),
                            Map.entry(
                                    "agent",
                                    Set.of(
                                            "pods.node",
                                            "pods.plan",
                                            "pods.port",
                                            "pods.step",
                                            "address",
                                            "retry",
                                            "telemetry")),
                            Map.entry(
                                    "cluster",
                                    Set.of(
                                            "pods.node",
                                            "pods.plan",
                                            "pods.port",
                                            "retry",
                                            "address")),
                            Map.entry(
                                    "metrics",
                                    Set.of("pods.plan", "pods.port", "retry", "address")),
                            Map.entry(
                                    "ec2",
                                    Set.of("pods.plan", "pods.port", "address", "query", "retry")),
                            Map.entry(
                                    "kernel", Set.of("pods.plan", "pods.port", "address", "retry")),
                            Map.entry(
                                    "metadata",
                                    Set.of(
                                            "pods.plan",
                                            "pods.port",
                                            "address",
                                            "query",
                                            "retry"))));

    private final JavaClasses main = new ClassFileImporter().importPath(Path.of("target/classes"));

    static Set<String> roles() {
        return MAY_KNOW.keySet();
    }

    @ParameterizedTest
    @MethodSource("roles")
    void a_package_knows_only_whom_the_table_allows(String role) {
        assertThat(main.stream().map(JavaClass::getPackageName)).contains(ROOT + "pods." + role);
        assertThat(breaches(knowledge(role), main)).isEmpty();
    }

    @Test
    void
            the_SDK_is_known_where_metadata_and_the_cluster_are_asked_and_where_things_are_put_together() {
        assertThat(breaches(sdk(), main)).isEmpty();
    }

    /** What is forbidden to planning, putting things together does. */
    @Test
    void a_breach_would_be_caught() {
        ArchRule asIfPlanning =
                noClasses()
                        .that()
                        .resideInAPackage(ROOT + "pods.command")
                        .should()
                        .dependOnClassesThat(strangers("plan"));

        assertThat(breaches(asIfPlanning, main)).isNotEmpty();
    }

    private static ArchRule knowledge(String role) {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "pods." + role)
                .should()
                .dependOnClassesThat(strangers(role));
    }

    private static DescribedPredicate<JavaClass> strangers(String role) {
        String[] allowed =
                Stream.concat(
                                MAY_KNOW.getOrDefault(role, Set.of()).stream(),
                                Stream.of("pods." + role))
                        .map(ROOT::concat)
                        .toArray(String[]::new);
        return resideInAPackage("io.github.multusnodes..")
                .and(DescribedPredicate.not(resideInAnyPackage(allowed)));
    }

    private static ArchRule sdk() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(
                        ROOT + "pods.command", ROOT + "pods.metadata", ROOT + "pods.cluster")
                .should()
                .dependOnClassesThat(resideInAPackage(SDK));
    }

    private static List<String> breaches(ArchRule rule, JavaClasses classes) {
        return rule.evaluate(classes).getFailureReport().getDetails();
    }
}

package io.github.multusnodes.plan;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;

class PlannerRulesTest {

    private static final String PLANNER = "io.github.multusnodes.plan";
    private static final String SIMULATOR = "io.github.multusnodes.simulator";

    private static final ArchRule ONLY_MAPS =
            noClasses()
                    .that()
                    .resideInAPackage(PLANNER)
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage(SIMULATOR + "..")
                                    .and(not(resideInAPackage(SIMULATOR + ".report"))));

    @Test
    void of_the_simulator_the_planner_knows_only_its_maps() {
        JavaClasses planner = new ClassFileImporter().importPath(Path.of("target/classes"));

        assertThat(planner.contain(Maps.class)).isTrue();
        assertThat(breaches(planner)).isEmpty();
    }

    /** A test may know the whole simulator; in the command the same would be a breach. */
    @Test
    void knowing_the_simulators_world_would_be_caught() {
        JavaClasses forbidden = new ClassFileImporter().importClasses(LivePlanTest.class);

        assertThat(breaches(forbidden))
                .anySatisfy(breach -> assertThat(breach).contains("simulator.World"));
    }

    private static List<String> breaches(JavaClasses classes) {
        return ONLY_MAPS.evaluate(classes).getFailureReport().getDetails();
    }
}

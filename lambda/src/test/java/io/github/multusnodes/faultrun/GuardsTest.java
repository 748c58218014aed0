package io.github.multusnodes.faultrun;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The days find bugs: without a guard, its day goes wrong. */
class GuardsTest {

    static List<Guard> guards() {
        return Guard.ALL;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("guards")
    void without_a_guard_its_day_goes_wrong(Guard guard, @TempDir Path work) throws IOException {
        assertThat(Guards.violations(guard, Path.of("src/main/java"), work)).isNotEmpty();
        assertThat(Trial.run(Case.of(guard.seed())).violations()).as("with it").isEmpty();
    }
}

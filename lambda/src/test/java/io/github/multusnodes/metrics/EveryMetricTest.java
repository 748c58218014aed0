package io.github.multusnodes.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.toSet;

import io.github.multusnodes.stage.Stage;
import io.github.multusnodes.telemetry.Dimension;
import io.github.multusnodes.telemetry.Metric;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What dashboards and alarms rely on. */
class EveryMetricTest {

    @ParameterizedTest
    @EnumSource
    void is_told_with_its_unit_and_dimensions_in_the_scene_that_causes_it(Metric metric) {
        Stage stage = Scenes.of(metric).runFor(Duration.ofMinutes(1));

        List<Figure> figures = Figure.of(stage, metric);

        assertThat(figures).anyMatch(its -> its.value() > 0);
        assertThat(figures).extracting(Figure::unit).containsOnly(metric.unit());
        assertThat(figures.stream().map(its -> its.dimensions().keySet()).collect(toSet()))
                .isEqualTo(
                        metric.dimensionSets().stream()
                                .map(EveryMetricTest::names)
                                .collect(toSet()));
        assertThat(figures)
                .allMatch(its -> its.dimension(Dimension.NODE_GROUP).equals(Stage.NODE_GROUP));
    }

    private static Set<String> names(List<Dimension> set) {
        return set.stream().map(Dimension::dimensionName).collect(toSet());
    }
}

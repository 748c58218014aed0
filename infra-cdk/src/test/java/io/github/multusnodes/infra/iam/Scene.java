package io.github.multusnodes.infra.iam;

import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import java.util.function.Consumer;

/**
 * Something that happens to a node group whose functions have their policies and no other rights.
 *
 * @param name what happens
 * @param play makes it happen, and says whether it went well
 */
record Scene(
        String name,
        Layout layout,
        boolean podPrefixes,
        boolean drain,
        boolean repair,
        Consumer<Stage> play) {

    Scene(String name, Layout layout, Consumer<Stage> play) {
        this(name, layout, false, false, false, play);
    }

    Scene withPodPrefixes() {
        return new Scene(name, layout, true, drain, repair, play);
    }

    Scene withDrain() {
        return new Scene(name, layout, podPrefixes, true, repair, play);
    }

    Scene withRepair() {
        return new Scene(name, layout, podPrefixes, drain, true, play);
    }

    Played played() {
        Stage stage = Stage.open(Scenario.realistic(), layout);
        return Played.of(name, Facts.of(stage, this), stage.world(), () -> play.accept(stage));
    }
}

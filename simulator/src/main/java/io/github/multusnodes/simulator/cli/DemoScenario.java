package io.github.multusnodes.simulator.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What happens in a local run. */
enum DemoScenario {
    LAUNCH("a group scales out from nothing") {
        @Override
        void play(Stage stage) throws InterruptedException {
            stage.launch();
        }
    },
    HOLES("then a node is terminated; its replacement takes the addresses that came free") {
        @Override
        int usualNodes(int zones) {
            return 2 * zones;
        }

        @Override
        Optional<String> objection(int nodes, int zones) {
            return nodes >= 2 * zones
                    ? Optional.empty()
                    : Optional.of(
                            "--scenario holes needs two nodes in each zone: with --zones %d give --nodes %d or more, not %d"
                                    .formatted(zones, 2 * zones, nodes));
        }

        @Override
        void play(Stage stage) throws InterruptedException {
            stage.launch();
            stage.replaceOne();
        }
    };

    private static final int USUAL_NODES = 3;

    private final String description;

    DemoScenario(String description) {
        this.description = description;
    }

    abstract void play(Stage stage) throws InterruptedException;

    /** How many nodes there are when nobody says. */
    int usualNodes(int zones) {
        return USUAL_NODES;
    }

    /** Why the scenario cannot be played with so many nodes, if so. */
    Optional<String> objection(int nodes, int zones) {
        return Optional.empty();
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    String description() {
        return description;
    }

    static Optional<DemoScenario> named(String label) {
        return Arrays.stream(values()).filter(each -> each.label().equals(label)).findFirst();
    }

    static String labels() {
        return Arrays.stream(values()).map(DemoScenario::label).collect(Collectors.joining(", "));
    }
}

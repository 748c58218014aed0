package io.github.multusnodes.simulator.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What happens in a local run. */
enum DemoScenario {
    LAUNCH(Addressing.LOWEST_FREE, "a group scales out from nothing"),
    HOLES(
            Addressing.LOWEST_FREE,
            Aftermath.ONE_REFILLED,
            "then a node is terminated; its replacement takes the addresses that came free") {
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
    },
    RESERVATION(
            Addressing.RESERVATION,
            "net1 takes addresses from CIDR reservations: one, or two in order") {
        @Override
        int usualNodes(int zones) {
            return 3 * zones;
        }

        @Override
        Optional<String> objection(int nodes, int zones) {
            return tooMany(ROOM_OF_32, nodes, zones);
        }
    },
    RESERVATION_BY_ID(Addressing.RESERVATION_BY_ID, "the same, named by id (scr-...)") {
        @Override
        Optional<String> objection(int nodes, int zones) {
            return tooMany(ROOM_OF_32, nodes, zones);
        }
    },
    AUTO(Addressing.AUTO, "EC2 chooses; a reservation keeps it out of the pods' range"),
    DUAL_STACK(Addressing.DUAL_STACK, "each interface gets an IPv4 and an IPv6 address"),
    IPV6_ONLY(Addressing.IPV6_ONLY, "subnets without IPv4: each interface gets an IPv6 address"),
    IPV6_RESERVATION(
            Addressing.IPV6_RESERVATION, "net1 takes its IPv6 addresses from CIDR reservations") {
        @Override
        Optional<String> objection(int nodes, int zones) {
            return tooMany(ROOM_OF_32, nodes, zones);
        }
    },
    IPV6_AUTO(Addressing.IPV6_AUTO, "EC2 chooses the IPv6 addresses, outside of the pods' range"),
    POD_PREFIXES(
            Addressing.POD_PREFIXES,
            "each interface also gets prefixes for pods: IPv4 in net1, IPv6 in net2") {
        @Override
        Optional<String> objection(int nodes, int zones) {
            return tooMany(ROOM_OF_7_PREFIXES, nodes, zones);
        }
    },
    SCALE_IN(
            Addressing.LOWEST_FREE,
            Aftermath.ONE_LEFT,
            "then a node leaves: its pods first, as their budget allows, then all it held") {
        @Override
        void play(Stage stage) throws InterruptedException {
            stage.launch();
            stage.scaleInAgainstABudget();
        }
    },
    REPLACE(
            Addressing.LOWEST_FREE,
            Aftermath.ONE_REPLACED,
            "then a node is reported unhealthy: it is drained while another one launches") {
        @Override
        void play(Stage stage) throws InterruptedException {
            stage.launch();
            stage.replaceUnhealthy();
        }
    },
    LOST_EVENTS(
            Addressing.LOWEST_FREE,
            Aftermath.ONE_LEFT,
            "no event of a hook arrives: the sweep alone brings nodes in and lets one go") {
        @Override
        boolean losesEvents() {
            return true;
        }

        @Override
        void play(Stage stage) throws InterruptedException {
            stage.launch();
            stage.scaleIn();
        }
    };

    private static final int USUAL_NODES = 3;

    /** One of its addresses is somebody else's, and zones may differ by a node. */
    private static final int ROOM_OF_32 = 30;

    /** A /25 has seven /28 and the one that EC2 keeps an address of; each node takes two. */
    private static final int ROOM_OF_7_PREFIXES = 3;

    private final Addressing addressing;
    private final Aftermath aftermath;
    private final String description;

    DemoScenario(Addressing addressing, String description) {
        this(addressing, Aftermath.ALL_STAYED, description);
    }

    DemoScenario(Addressing addressing, Aftermath aftermath, String description) {
        this.addressing = addressing;
        this.aftermath = aftermath;
        this.description = description;
    }

    void play(Stage stage) throws InterruptedException {
        stage.launch();
    }

    /** How many nodes there are when nobody says. */
    int usualNodes(int zones) {
        return USUAL_NODES;
    }

    /** Why the scenario cannot be played with so many nodes, if so. */
    Optional<String> objection(int nodes, int zones) {
        return aftermath.left() == 0 || nodes >= 2
                ? Optional.empty()
                : Optional.of(
                        "--scenario %s needs a node that stays: give --nodes 2 or more, not %d"
                                .formatted(label(), nodes));
    }

    /** That a zone has room for fewer nodes, if so. */
    Optional<String> tooMany(int room, int nodes, int zones) {
        return nodes <= room * zones
                ? Optional.empty()
                : Optional.of(
                        "--scenario %s has room for %d nodes in each zone: with --zones %d give --nodes %d or fewer, not %d"
                                .formatted(label(), room, zones, room * zones, nodes));
    }

    /** Whether the events of hooks never arrive, and the sweep runs in their place. */
    boolean losesEvents() {
        return false;
    }

    /** Whether more happens than that nodes launch. */
    boolean happens() {
        return aftermath != Aftermath.ALL_STAYED;
    }

    /** How the group should be afterwards. */
    Aftermath aftermath() {
        return aftermath;
    }

    Addressing addressing() {
        return addressing;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<DemoScenario> named(String label) {
        return Arrays.stream(values()).filter(each -> each.label().equals(label)).findFirst();
    }

    static String labels() {
        return Arrays.stream(values()).map(DemoScenario::label).collect(Collectors.joining(", "));
    }

    /** One line for each, for people. */
    static String[] catalogue() {
        return Arrays.stream(values())
                .map(each -> "  %-18s %s".formatted(each.label(), each.description))
                .toArray(String[]::new);
    }
}

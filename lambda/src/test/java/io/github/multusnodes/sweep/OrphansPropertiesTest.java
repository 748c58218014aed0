package io.github.multusnodes.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Tag;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Random worlds, swept at random moments while interfaces come into use and out of it: exactly the
 * true orphans go. What a true orphan is, the test knows from what it has done itself.
 */
class OrphansPropertiesTest {

    private static final Duration GRACE = Duration.ofSeconds(60);

    enum Owner {
        US,
        ANOTHER_GROUP,
        NOBODY
    }

    enum Holder {
        UNKNOWN_TO_EC2,
        TERMINATED,
        IN_SERVICE,
        NO_INSTANCE,
        NOT_TOLD
    }

    enum Mark {
        NONE,
        OLD,
        IN_THE_FUTURE,
        GARBAGE
    }

    enum Act {
        NOTHING,
        ATTACH,
        DETACH,
        DISOWN
    }

    record Spec(Owner owner, Holder holder, Mark mark) {}

    record Move(int seconds, int place, Act act) {}

    @Provide
    Arbitrary<List<Spec>> interfaces() {
        return Combinators.combine(
                        Arbitraries.of(
                                Owner.US, Owner.US, Owner.US, Owner.ANOTHER_GROUP, Owner.NOBODY),
                        Arbitraries.of(
                                Holder.UNKNOWN_TO_EC2,
                                Holder.UNKNOWN_TO_EC2,
                                Holder.TERMINATED,
                                Holder.TERMINATED,
                                Holder.IN_SERVICE,
                                Holder.NO_INSTANCE,
                                Holder.NOT_TOLD),
                        Arbitraries.of(Mark.class))
                .as(Spec::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<List<Move>> moves() {
        return Combinators.combine(
                        Arbitraries.of(0, 20, 59, 60, 61, 300),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.of(Act.class))
                .as(Move::new)
                .list()
                .ofMinSize(2)
                .ofMaxSize(6);
    }

    @Property(tries = 100)
    @Label("nothing but true orphans is ever deleted, and every true orphan is")
    void exactlyTheTrueOrphansGo(
            @ForAll("interfaces") List<Spec> specs, @ForAll("moves") List<Move> moves) {
        Stage stage = Stage.open(Scenario.plain(), Layout.of(1, 1)).group(2).untilInService(2);
        stage.scaleTo(1).runFor(Duration.ofMinutes(1));
        List<Thing> things = new ArrayList<>();
        specs.forEach(spec -> things.add(new Thing(stage, spec, things.size())));

        for (Move move : moves) {
            things.get(move.place() % things.size()).meet(move.act());
            stage.runFor(Duration.ofSeconds(move.seconds()));
            List<Thing> expected = things.stream().filter(thing -> !thing.goesNow()).toList();
            Answer.of(stage.sweep("{}"));
            things.forEach(Thing::look);
            assertThat(things.stream().filter(Thing::exists)).containsExactlyElementsOf(expected);
            things.retainAll(expected);
            if (things.isEmpty()) {
                break;
            }
        }
        assertThat(stage.inspect().inSubnet(0, 0))
                .filteredOn(eni -> eni.attachment() != null)
                .anyMatch(eni -> eni.attachment().deviceIndex() == 1);
    }

    /** An interface, and what the test knows of it. */
    private static final class Thing {

        private final Stage stage;
        private final String id;
        private final int place;
        private final boolean gone;
        private boolean ours;
        private boolean attached;
        private @Nullable Instant seen;
        private boolean exists = true;

        Thing(Stage stage, Spec spec, int place) {
            this.stage = stage;
            this.place = place;
            this.ours = spec.owner() == Owner.US;
            this.gone =
                    spec.holder() == Holder.UNKNOWN_TO_EC2 || spec.holder() == Holder.TERMINATED;
            String terminated =
                    stage.notices().stream()
                            .map(notice -> notice.instanceId())
                            .filter(node -> !stage.inService().contains(node))
                            .findFirst()
                            .orElseThrow();
            Map<String, String> tags =
                    Interfaces.tags(
                            switch (spec.holder()) {
                                case UNKNOWN_TO_EC2 -> "i-0123456789abcdef0";
                                case TERMINATED -> terminated;
                                case IN_SERVICE -> stage.inService().getFirst();
                                case NO_INSTANCE -> "i-*";
                                case NOT_TOLD -> "";
                            });
            switch (spec.owner()) {
                case US -> {}
                case ANOTHER_GROUP -> tags.put("multus-nodes/node-group", "smf");
                case NOBODY -> tags.remove("multus-nodes/node-group");
            }
            if (spec.holder() == Holder.NOT_TOLD) {
                tags.remove("multus-nodes/instance");
            }
            Instant old = stage.now().minus(Duration.ofHours(1));
            switch (spec.mark()) {
                case NONE -> {}
                case OLD -> {
                    tags.put("multus-nodes/orphan-since", old.toString());
                    seen = old;
                }
                case IN_THE_FUTURE ->
                        tags.put(
                                "multus-nodes/orphan-since",
                                stage.now().plus(Duration.ofDays(1)).toString());
                case GARBAGE -> tags.put("multus-nodes/orphan-since", "true");
            }
            this.id = Interfaces.create(stage, tags);
        }

        void meet(Act act) {
            String node = stage.inService().getFirst();
            switch (act) {
                case NOTHING -> {}
                case ATTACH -> {
                    if (!attached) {
                        stage.ec2()
                                .attachNetworkInterface(
                                        r ->
                                                r.networkInterfaceId(id)
                                                        .instanceId(node)
                                                        .deviceIndex(2 + place));
                        attached = true;
                    }
                }
                case DETACH -> {
                    if (attached) {
                        String attachment = seenByOperator().attachment().attachmentId();
                        stage.ec2()
                                .detachNetworkInterface(
                                        r -> r.attachmentId(attachment).force(true));
                        attached = false;
                    }
                }
                case DISOWN -> {
                    stage.ec2()
                            .deleteTags(
                                    r ->
                                            r.resources(id)
                                                    .tags(
                                                            Tag.builder()
                                                                    .key("multus-nodes/node-group")
                                                                    .build()));
                    ours = false;
                }
            }
            stage.runFor(Duration.ofSeconds(10));
        }

        /** Whether the next sweep is to delete it; that sweep looks now. */
        boolean goesNow() {
            Instant before = seen;
            boolean orphan = ours && gone && !attached;
            seen = orphan ? Objects.requireNonNullElse(before, stage.now()) : null;
            return orphan && before != null && !before.plus(GRACE).isAfter(stage.now());
        }

        void look() {
            exists =
                    stage.inspect().inSubnet(0, 0).stream()
                            .anyMatch(eni -> eni.networkInterfaceId().equals(id));
        }

        boolean exists() {
            return exists;
        }

        private NetworkInterface seenByOperator() {
            return stage.ec2()
                    .describeNetworkInterfaces(r -> r.networkInterfaceIds(id))
                    .networkInterfaces()
                    .getFirst();
        }

        @Override
        public String toString() {
            return "%s ours=%s gone=%s attached=%s seen=%s"
                    .formatted(id, ours, gone, attached, seen);
        }
    }
}

package io.github.multusnodes.pods.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.address.Ip;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

@Label("whatever happens to a node")
final class LedgerPropertiesTest {

    private static final int TRIES = 150;

    /** In the agent's own range, outside of it, and of IPv6. */
    private static final List<Ip> POOL =
            Stream.concat(
                            IntStream.range(16, 24).mapToObj(i -> "10.0.1." + i),
                            IntStream.range(1, 5).mapToObj(i -> "2001:db8::10" + i))
                    .map(Ip::parse)
                    .toList();

    @Property(tries = TRIES)
    @Label(
            "nothing is released that a pod has, that is not the agent's, without its grace time or"
                    + " while nobody knows what a pod has")
    void releasesAreRight(@ForAll("events") List<Event> events) {
        NodeModel node = new NodeModel();

        events.forEach(node::happen);
    }

    @Property(tries = TRIES)
    @Label("a round right after another has nothing left to do")
    void isIdempotent(@ForAll("events") List<Event> events) {
        NodeModel node = new NodeModel();
        events.forEach(node::happen);
        node.pass(Duration.ofMinutes(6));

        node.round();

        assertThat(node.round()).isEmpty();
    }

    @Property(tries = TRIES)
    @Label("in the end each address of a pod is in its place or refused, and nothing is left over")
    void converges(@ForAll("events") List<Event> events) {
        NodeModel node = new NodeModel();
        events.forEach(node::happen);
        node.pass(Duration.ofMinutes(6));

        assertThat(node.lost()).isEmpty();
        if (!node.isHeldBack()) {
            assertThat(node.leftOver()).isEmpty();
        }
    }

    @Property(tries = TRIES)
    @Label("an agent that knows nothing comes to the same end")
    void needsNoMemory(@ForAll("events") List<Event> events) {
        NodeModel node = new NodeModel();
        for (Event event : events) {
            node.happen(event);
            node.happen(new Event.Restarted());
        }
        node.pass(Duration.ofMinutes(6));

        assertThat(node.lost()).isEmpty();
    }

    @Provide
    Arbitrary<List<Event>> events() {
        Arbitrary<Integer> pods = Arbitraries.integers().between(0, 4);
        Arbitrary<Integer> enis = Arbitraries.of(1, 1, 1, 2, 2, 0, 3);
        Arbitrary<Ip> addresses = Arbitraries.of(POOL);
        Arbitrary<Event> told =
                Combinators.combine(pods, enis, addresses.set().ofMaxSize(3))
                        .as((pod, eni, its) -> new Event.Told(pod, eni, List.copyOf(its)));
        Arbitrary<Event> passed =
                Arbitraries.of(1, 2, 5, 20, 70, 150)
                        .map(seconds -> new Event.Passed(Duration.ofSeconds(seconds)));
        Arbitrary<Event> ended = pods.map(Event.Ended::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(6, told),
                        Tuple.of(6, passed),
                        Tuple.of(3, ended),
                        Tuple.of(1, pods.map(Event.Awaited::new)),
                        Tuple.of(1, pods.map(Event.Unreadable::new)),
                        Tuple.of(1, addresses.map(Event.TakenElsewhere::new)),
                        Tuple.of(
                                1,
                                Combinators.combine(Arbitraries.of(1, 2, 3), addresses)
                                        .as(Event.PutByHand::new)),
                        Tuple.of(1, Arbitraries.just(new Event.Restarted())),
                        Tuple.of(1, Arbitraries.just(new Event.EndedInBetween())),
                        Tuple.of(1, Arbitraries.just(new Event.AnswerLost())))
                .list()
                .ofMinSize(1)
                .ofMaxSize(25);
    }
}

package io.github.multusnodes.pods.node;

import io.github.multusnodes.address.Ip;

import java.time.Duration;
import java.util.List;

/** What happens to a node. */
sealed interface Event {

    /** A pod comes, or gets other addresses; it sits on the interface of this index. */
    record Told(int pod, int eni, List<Ip> addresses) implements Event {}

    /** A pod comes that has no interfaces yet. */
    record Awaited(int pod) implements Event {}

    /** A pod comes of which nobody knows what it has. */
    record Unreadable(int pod) implements Event {}

    record Ended(int pod) implements Event {}

    /** An interface of another node gets an address, whoever has it. */
    record TakenElsewhere(Ip address) implements Event {}

    /** Somebody else puts an address on an interface of this node. */
    record PutByHand(int eni, Ip address) implements Event {}

    /** The agent is started anew. */
    record Restarted() implements Event {}

    /** The agent ends between taking and giving, and is started anew. */
    record EndedInBetween() implements Event {}

    /** The next call takes effect, and its answer is lost. */
    record AnswerLost() implements Event {}

    /** Time goes by, with a round now and then. */
    record Passed(Duration time) implements Event {}
}

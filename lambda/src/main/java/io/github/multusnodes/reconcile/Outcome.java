package io.github.multusnodes.reconcile;

import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.Refused;
import io.github.multusnodes.node.Refused.Reason;

import java.util.List;

/** How a run ended; whatever may pass is thrown instead, so that the event comes again. */
public sealed interface Outcome {

    /** A stable word for it, for logs and answers. */
    default String label() {
        return switch (this) {
            case Ready _ -> "continue";
            case AnsweredBefore _ -> "answered_before";
            case InstanceGone _ -> "instance_gone";
            case Abandoned _ -> "abandon";
            case Ignored _ -> "ignored";
            case Released _ -> "released";
            case Draining _ -> "draining";
            case LetGo _ -> "let_go";
        };
    }

    /** The node has its interfaces and may go on. */
    record Ready(List<Eni> interfaces) implements Outcome {
        public Ready {
            interfaces = List.copyOf(interfaces);
        }
    }

    /** The hook was answered before this event: nothing to do. */
    record AnsweredBefore() implements Outcome {}

    /** The instance is gone or going: what it held is given back. */
    record InstanceGone() implements Outcome {}

    /** The node cannot get its interfaces: it is abandoned, and everything given back. */
    record Abandoned(Reason reason, String message) implements Outcome {
        static Abandoned because(Refused refused) {
            return new Abandoned(refused.reason(), String.valueOf(refused.getMessage()));
        }
    }

    /** The node is drained and has given back what it held: it may leave. */
    record Released(DrainResult.Over drain) implements Outcome {}

    /** So many pods still have to leave: the hook waits, and a later run goes on. */
    record Draining(int pods) implements Outcome {}

    /** The node may leave although it could not be drained or released as it should. */
    record LetGo(Reason reason, String message) implements Outcome {
        static LetGo because(Refused refused) {
            return new LetGo(refused.reason(), String.valueOf(refused.getMessage()));
        }
    }

    /** The event is not for us: nothing was changed and nobody waits for our answer. */
    record Ignored(Reason reason, String message) implements Outcome {
        static Ignored because(Refused refused) {
            return new Ignored(refused.reason(), String.valueOf(refused.getMessage()));
        }
    }
}

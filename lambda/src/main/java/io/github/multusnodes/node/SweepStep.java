package io.github.multusnodes.node;

import java.time.Instant;
import java.util.List;

/** One thing that a sweep has found to do. */
public sealed interface SweepStep {

    /** A stable word for it, for logs and answers. */
    default String label() {
        return switch (this) {
            case AnswerLaunch _ -> "answer_launch";
            case AnswerTermination _ -> "answer_termination";
            case AnswerEither _ -> "answer_warm_pool";
            case MarkOrphan _ -> "mark_orphan";
            case AwaitGrace _ -> "await_grace";
            case DeleteOrphan _ -> "delete_orphan";
            case UnmarkOrphan _ -> "unmark_orphan";
            case Repair _ -> "repair";
            case Uncordon _ -> "uncordon";
        };
    }

    /** It is about a hook or a node. */
    sealed interface OfNode extends SweepStep {
        /** Name of the Auto Scaling group. */
        String group();

        String instanceId();
    }

    /** It is about a hook that waits. */
    sealed interface OfHook extends OfNode {
        /** Whether sweeps before this one have had the time to end it. */
        boolean overdue();
    }

    /** It is about an interface. */
    sealed interface OfInterface extends SweepStep {
        Eni eni();
    }

    /** A launch hook waits: bring the launch to its end. */
    record AnswerLaunch(String group, String instanceId, boolean overdue) implements OfHook {}

    /** A terminate hook waits: bring the termination to its end. */
    record AnswerTermination(String group, String instanceId, boolean overdue) implements OfHook {}

    /** A hook waits on the way into the warm pool: of a launch, or of a return from service. */
    record AnswerEither(String group, String instanceId, boolean overdue) implements OfHook {}

    /**
     * A node serves again that was parked when it went to the warm pool.
     *
     * @param node its name in the cluster
     */
    record Uncordon(String group, String instanceId, String node) implements OfNode {}

    /** Seen unused and without its instance for the first time: now. */
    record MarkOrphan(Eni eni, Instant now) implements OfInterface {}

    /** Seen so before, too short a time ago. */
    record AwaitGrace(Eni eni) implements OfInterface {}

    /** Seen so before, long enough ago. */
    record DeleteOrphan(Eni eni) implements OfInterface {}

    /** Seen so before, and it is not so any more. */
    record UnmarkOrphan(Eni eni) implements OfInterface {}

    /**
     * A node in service lacks something.
     *
     * @param drift what, one text for each network
     * @param curable whether a repair can mend it
     */
    record Repair(String group, String instanceId, List<String> drift, boolean curable)
            implements OfNode {
        public Repair {
            drift = List.copyOf(drift);
        }
    }
}

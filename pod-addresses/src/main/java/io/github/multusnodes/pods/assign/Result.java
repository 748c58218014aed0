package io.github.multusnodes.pods.assign;

import io.github.multusnodes.pods.plan.Held;

import java.util.List;

/** How a run ended: with all that was asked for, or with a reason. */
public sealed interface Result {

    /**
     * EC2 and instance metadata show every address of the pod.
     *
     * @param addresses where each is; without those that prefixes have
     */
    record Done(List<Held> addresses) implements Result {
        public Done {
            addresses = List.copyOf(addresses);
        }
    }

    /** The pod has ended, and the run has nothing of its own on any interface. */
    record GivenBack() implements Result {}

    /**
     * Not all of it is done.
     *
     * @param text what is missing, and what to do
     */
    record Failed(Cause cause, String text) implements Result {}

    /** Every way to fail. */
    enum Cause {
        /** The pod has not got its interfaces. */
        NO_INTERFACES,
        /** Addresses belong on no interface, or may not be put there. */
        REFUSED,
        /** EC2 or instance metadata refuses a call for good. */
        CALL_FAILED,
        /** Time is up. */
        OUT_OF_TIME
    }
}

package io.github.multusnodes.pods.plan;

import io.github.multusnodes.address.Ip;

/**
 * Why an address is not put on any interface.
 *
 * @param text what, which value, what is allowed, and what to do
 */
public record Refusal(Reason reason, Ip address, String text) {

    /** Whether a later look may find that it can be done. */
    public boolean passes() {
        return reason.passes;
    }

    /** All reasons there are. */
    public enum Reason {
        /** The node has no interface for it, or none that is visible yet. */
        NO_INTERFACE(true),
        /** Several interfaces would do. */
        AMBIGUOUS(false),
        /** It belongs on, or sits on, the interface that an instance was born with. */
        PRIMARY_INTERFACE(false),
        /** It belongs on an interface that is not one of ours, or not known to be. */
        FOREIGN_INTERFACE(true),
        /** It is the primary address of an interface. */
        PRIMARY_ADDRESS(false),
        /** It is not an address of its interface's subnet. */
        OUTSIDE_SUBNET(false),
        /** EC2 keeps it in each subnet. */
        RESERVED(false),
        /** A prefix has it that is delegated to another interface of the node. */
        OTHER_PREFIX(false),
        /** Another interface has it, and moving is not allowed. */
        HELD(true),
        /** It was on our interface, and somebody else has taken it since. */
        TAKEN_OVER(true),
        /** The interface can have no more addresses. */
        NO_SLOT(true),
        /** EC2 does not take it, for a reason of its own. */
        REFUSED_BY_EC2(true);

        private final boolean passes;

        Reason(boolean passes) {
            this.passes = passes;
        }
    }
}

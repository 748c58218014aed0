package io.github.multusnodes.node;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;

import java.util.Map;

/** One change that brings a node closer to its settings. */
public sealed interface Step {

    /** A stable word for it, for logs and answers. */
    default String label() {
        return switch (this) {
            case Create _ -> "create";
            case Attach _ -> "attach";
            case EndWithInstance _ -> "delete_on_termination";
            case SetSourceDestCheck _ -> "source_dest_check";
            case Tag _ -> "tag";
            case DelegatePrefixes _ -> "delegate_prefixes";
            case ReturnPrefix _ -> "return_prefix";
            case DeleteSurplus _ -> "delete_surplus";
        };
    }

    /** Make the network's interface. */
    record Create() implements Step {}

    /** Put an interface of ours into its slot. */
    record Attach(Eni eni) implements Step {}

    /** Let an attached interface end with its instance. */
    record EndWithInstance(Eni eni, Attachment attachment) implements Step {}

    /** Set the source/destination check as configured. */
    record SetSourceDestCheck(Eni eni, boolean check) implements Step {}

    /** Give an attached interface of ours tags that it has lost. */
    record Tag(Eni eni, Map<String, String> missing) implements Step {
        public Tag {
            missing = Map.copyOf(missing);
        }
    }

    /** Delegate to an attached interface the prefixes of a family that it lacks. */
    record DelegatePrefixes(Eni eni, Family family, int missing) implements Step {}

    /**
     * Give back a prefix that an attached interface has beyond those wanted. Pods may use it once
     * the launch hook is answered: safe only until then.
     */
    record ReturnPrefix(Eni eni, Cidr prefix) implements Step {}

    /** Delete an unattached interface of ours that a second one has made superfluous. */
    record DeleteSurplus(Eni eni) implements Step {}
}

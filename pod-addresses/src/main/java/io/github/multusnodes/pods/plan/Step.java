package io.github.multusnodes.pods.plan;

import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;

import java.util.List;

/** One call to EC2, on one interface, for addresses of one family. */
public sealed interface Step {

    /** The interface that it changes. */
    String eniId();

    /** In their order. */
    List<Ip> addresses();

    /** Of all its addresses. */
    default Family family() {
        return addresses().getFirst().family();
    }

    /**
     * Gives an interface addresses.
     *
     * @param reassign whether they may be taken from another one: IPv4 only
     */
    record Assign(String eniId, List<Ip> addresses, boolean reassign) implements Step {
        public Assign {
            addresses = List.copyOf(addresses);
        }
    }

    /** Takes addresses from an interface. */
    record Unassign(String eniId, List<Ip> addresses) implements Step {
        public Unassign {
            addresses = List.copyOf(addresses);
        }
    }
}

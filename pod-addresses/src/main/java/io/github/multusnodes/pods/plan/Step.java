package io.github.multusnodes.pods.plan;

import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

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

    /** The same for those of its addresses that are wanted; empty if none is. */
    default Optional<Step> only(Predicate<Ip> wanted) {
        List<Ip> some = addresses().stream().filter(wanted).toList();
        return some.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        switch (this) {
                            case Assign(var eni, _, var reassign) ->
                                    new Assign(eni, some, reassign);
                            case Unassign(var eni, _) -> new Unassign(eni, some);
                        });
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

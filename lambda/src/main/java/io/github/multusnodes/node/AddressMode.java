package io.github.multusnodes.node;

import io.github.multusnodes.address.Cidr;

import java.util.List;

/** How an interface gets its address of one family. */
public sealed interface AddressMode {

    /**
     * The lowest address of the subnet that nobody holds and nobody has reserved.
     *
     * @param exclude ranges that are never taken
     */
    record LowestFree(List<Cidr> exclude) implements AddressMode {
        public LowestFree {
            exclude = List.copyOf(exclude);
        }
    }

    /** EC2 chooses. Ranges meant for pods are kept from it by explicit CIDR reservations. */
    record Auto() implements AddressMode {}
}

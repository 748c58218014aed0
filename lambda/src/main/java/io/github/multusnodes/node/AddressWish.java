package io.github.multusnodes.node;

import io.github.multusnodes.address.Ip;

/** What a new interface asks EC2 for in one family. */
public sealed interface AddressWish {

    /** Any address: EC2 chooses. */
    record Any() implements AddressWish {}

    /** This address and no other. */
    record Named(Ip address) implements AddressWish {}
}

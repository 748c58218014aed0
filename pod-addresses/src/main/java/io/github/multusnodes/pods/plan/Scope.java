package io.github.multusnodes.pods.plan;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Ip;

import java.util.List;
import java.util.stream.Stream;

/** Addresses that have a meaning on one link or one host only, or are nobody's. */
final class Scope {

    private static final List<Cidr> LOCAL =
            Stream.of(
                            "0.0.0.0/8",
                            "127.0.0.0/8",
                            "169.254.0.0/16",
                            "224.0.0.0/3",
                            "::/127",
                            "fe80::/10",
                            "ff00::/8")
                    .map(Cidr::parse)
                    .toList();

    private Scope() {}

    static boolean isRoutable(Ip address) {
        return LOCAL.stream().noneMatch(block -> block.contains(address));
    }
}

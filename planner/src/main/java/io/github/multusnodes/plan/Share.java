package io.github.multusnodes.plan;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a node gets in one network.
 *
 * @param addresses the interface's own, in mode {@code auto} some that EC2 may choose
 * @param prefixes those delegated to it for pods, of both families
 */
record Share(Map<Family, Ip> addresses, List<Cidr> prefixes) {

    Share {
        addresses = Map.copyOf(addresses);
        prefixes = List.copyOf(prefixes);
    }

    /** The prefixes of one family. */
    List<Cidr> prefixes(Family family) {
        return prefixes.stream().filter(its -> its.family() == family).toList();
    }

    /** The same with further prefixes. */
    Share with(Collection<Cidr> more) {
        return new Share(addresses, Stream.concat(prefixes.stream(), more.stream()).toList());
    }
}

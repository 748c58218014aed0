package io.github.multusnodes.simulator.state.ec2;

import java.util.List;

/** What an interface got, or lost, of one family. */
public record Assignment(List<Ip> addresses, List<Block> prefixes) {

    public Assignment {
        addresses = List.copyOf(addresses);
        prefixes = List.copyOf(prefixes);
    }
}

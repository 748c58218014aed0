package io.github.multusnodes.simulator.cli;

import io.github.multusnodes.simulator.report.Block;
import io.github.multusnodes.simulator.state.ec2.Ip;

import software.amazon.awssdk.services.ec2.model.NetworkInterface;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Holds the prefixes that the function's interfaces have against the range they come from. */
final class PrefixCheck {

    private static final int IPV4_LENGTH = 28;
    private static final int IPV6_LENGTH = 80;

    private final Demo demo;
    private final Inventory inventory;

    PrefixCheck(Demo demo, Inventory inventory) {
        this.demo = demo;
        this.inventory = inventory;
    }

    /** What is wrong with the prefixes of one family in a network's subnet. */
    List<String> problems(Demo.Subnet subnet, Block block) {
        List<Block> taken = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (NetworkInterface eni : inventory.in(subnet)) {
            for (Block prefix : Inventory.prefixes(eni)) {
                if (prefix.v6() == block.v6()) {
                    if (taken.stream().anyMatch(prefix::overlaps)) {
                        problems.add("%s: %s is delegated twice".formatted(place(subnet), prefix));
                    }
                    taken.add(prefix);
                }
            }
        }
        List<Block> expected = lowest(subnet, block, taken.size());
        List<Block> wrong = taken.stream().filter(each -> !expected.contains(each)).toList();
        if (!wrong.isEmpty()) {
            problems.add(
                    "%s: %s delegated, though the lowest free prefixes of the pods' range are %s"
                            .formatted(place(subnet), text(wrong), text(expected)));
        }
        return problems;
    }

    /** The lowest whole blocks of the range without an address of anybody. */
    private List<Block> lowest(Demo.Subnet subnet, Block block, int many) {
        int length = block.v6() ? IPV6_LENGTH : IPV4_LENGTH;
        List<Ip> held =
                inventory.in(subnet).stream()
                        .flatMap(eni -> Inventory.addresses(eni).stream())
                        .toList();
        List<Block> found = new ArrayList<>();
        for (Block range : demo.plan().addressing().prefixRange(block, subnet.network())) {
            BigInteger step = new Block(range.first(), length).size();
            for (Ip first = range.first();
                    range.contains(first) && found.size() < many;
                    first = first.plus(step)) {
                Block prefix = new Block(first, length);
                if (!prefix.contains(block.last()) && held.stream().noneMatch(prefix::contains)) {
                    found.add(prefix);
                }
            }
        }
        return found;
    }

    private static String text(List<Block> blocks) {
        return blocks.isEmpty()
                ? "none"
                : blocks.stream().map(Block::toString).collect(Collectors.joining(", "));
    }

    private String place(Demo.Subnet subnet) {
        return demo.plan().networkNames().get(subnet.network()) + " in " + subnet.zone();
    }
}

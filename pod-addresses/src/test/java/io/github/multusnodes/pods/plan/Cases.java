package io.github.multusnodes.pods.plan;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Nodes and pods that meet in a few addresses, so that everything that can collide does. */
final class Cases {

    private static final List<String> MACS = List.of("02:0", "02:1", "02:2", "02:3");
    private static final List<String> SUBNETS = List.of("10.0.0.0/27", "10.0.1.0/27");
    private static final List<String> SUBNETS6 = List.of("2001:db8::/64", "2001:db8:0:1::/64");

    /** In and outside of the subnets, reserved, covered by prefixes, primary, and local ones. */
    private static final List<Ip> POOL =
            Stream.concat(
                            Stream.of(
                                    "127.0.0.1",
                                    "169.254.7.7",
                                    "224.0.0.9",
                                    "fe80::7",
                                    "ff02::1",
                                    "192.168.9.9",
                                    "2001:db9::9"),
                            IntStream.range(0, 8)
                                    .mapToObj(
                                            i ->
                                                    Stream.of(
                                                            "10.0.0." + (3 + i),
                                                            "10.0.1." + (13 + i),
                                                            "2001:db8::" + (3 + i),
                                                            "2001:db8:0:1::" + (3 + i)))
                                    .flatMap(its -> its))
                    .map(Ip::parse)
                    .toList();

    private Cases() {}

    static Arbitrary<Case> all() {
        return Combinators.combine(
                        nodes(), pods(), others(), rules(), Arbitraries.randomValue(r -> r))
                .as(
                        (node, pod, others, rules, chance) -> {
                            Map<Ip, Holder> outside =
                                    others.entrySet().stream()
                                            .filter(
                                                    held ->
                                                            node.stream()
                                                                    .noneMatch(
                                                                            eni ->
                                                                                    eni.gets(
                                                                                            held
                                                                                                    .getKey())))
                                            .collect(
                                                    Collectors.toMap(
                                                            Map.Entry::getKey,
                                                            Map.Entry::getValue));
                            Set<Held> own = new HashSet<>();
                            node.stream()
                                    .filter(eni -> !eni.isPrimary())
                                    .forEach(
                                            eni ->
                                                    eni.secondary().stream()
                                                            .filter(_ -> chance.nextBoolean())
                                                            .forEach(
                                                                    ip ->
                                                                            own.add(
                                                                                    new Held(
                                                                                            eni
                                                                                                    .id(),
                                                                                            ip))));
                            Set<Ip> settled =
                                    POOL.stream()
                                            .filter(_ -> chance.nextInt(4) == 0)
                                            .collect(Collectors.toSet());
                            return new Case(pod, node, outside, new Memory(own, settled), rules);
                        });
    }

    /** Each address is on one interface at most. */
    private static Arbitrary<List<NodeEni>> nodes() {
        Arbitrary<List<Integer>> owners =
                Arbitraries.integers().between(-4, 3).list().ofSize(POOL.size());
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1).list().ofSize(4),
                        Arbitraries.integers().between(0, 2).list().ofSize(4),
                        Arbitraries.of(true, false).list().ofSize(4),
                        owners)
                .as(
                        (subnets, networks, prefixes, owner) ->
                                IntStream.range(0, 4)
                                        .mapToObj(
                                                i ->
                                                        eni(
                                                                i,
                                                                subnets.get(i),
                                                                networks.get(i),
                                                                prefixes.get(i),
                                                                owner))
                                        .toList());
    }

    private static NodeEni eni(
            int index, int subnet, int network, boolean prefixed, List<Integer> owner) {
        List<Cidr> subnets =
                List.of(Cidr.parse(SUBNETS.get(subnet)), Cidr.parse(SUBNETS6.get(subnet)));
        Ip primary = subnets.getFirst().first().plus(5 + index);
        List<Cidr> prefixes =
                prefixed && index == 1
                        ? List.of(new Cidr(subnets.getFirst().first().plus(16), 28))
                        : List.of();
        List<Ip> held = new ArrayList<>();
        for (int i = 0; i < POOL.size(); i++) {
            Ip ip = POOL.get(i);
            boolean fits = subnets.stream().anyMatch(block -> block.contains(ip));
            boolean taken =
                    IntStream.range(0, 4)
                            .anyMatch(
                                    other ->
                                            ip.equals(Ip.parse("10.0.0." + (5 + other)))
                                                    || ip.equals(
                                                            Ip.parse("10.0.1." + (5 + other))));
            boolean inPrefix = Cidr.parse("10.0.1.16/28").contains(ip);
            if (owner.get(i) == index && fits && !taken && !inPrefix) {
                held.add(ip);
            }
        }
        return new NodeEni(
                "eni-" + index,
                MACS.get(index),
                0,
                index,
                network == 0 ? Optional.empty() : Optional.of("n" + network),
                "subnet-" + subnet,
                subnets,
                Optional.of(primary),
                held,
                prefixes);
    }

    private static Arbitrary<List<PodInterface>> pods() {
        Arbitrary<Optional<String>> networks =
                Arbitraries.of(Optional.<String>empty(), Optional.of("n1"), Optional.of("n2"));
        Arbitrary<Optional<String>> macs =
                Arbitraries.of(
                        Optional.<String>empty(),
                        Optional.of("02:0"),
                        Optional.of("02:1"),
                        Optional.of("02:2"),
                        Optional.of("02:3"),
                        Optional.of("0a:9"));
        Arbitrary<List<Ip>> addresses = Arbitraries.of(POOL).list().ofMaxSize(6);
        return Combinators.combine(
                        Arbitraries.of("net1", "net2", "net3"), networks, macs, addresses)
                .as(PodInterface::new)
                .list()
                .ofMaxSize(4);
    }

    private static Arbitrary<Map<Ip, Holder>> others() {
        Arbitrary<Holder> holder =
                Combinators.combine(
                                Arbitraries.of("eni-a", "eni-b"),
                                Arbitraries.of(false, false, false, true))
                        .as(Holder::new);
        return Arbitraries.maps(Arbitraries.of(POOL), holder).ofMaxSize(12);
    }

    private static Arbitrary<Rules> rules() {
        Arbitrary<Map<Family, Integer>> slots =
                Arbitraries.maps(
                        Arbitraries.of(Family.class), Arbitraries.integers().between(4, 20));
        return Combinators.combine(Arbitraries.of(true, false), slots).as(Rules::new);
    }
}

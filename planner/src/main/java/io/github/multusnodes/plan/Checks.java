package io.github.multusnodes.plan;

import static java.util.stream.Collectors.joining;

import io.github.multusnodes.address.AddressPool;
import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.node.AddressChecks;
import io.github.multusnodes.node.AddressMode;
import io.github.multusnodes.node.CidrReservation;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.PodPrefixes;
import io.github.multusnodes.node.Subnet;
import io.github.multusnodes.node.Territory;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks for what is probably not meant so. */
final class Checks {

    private static final int SHOWN = 3;

    private final Ground ground;
    private final List<Finding> findings = new ArrayList<>();

    private Checks(Ground ground) {
        this.ground = ground;
    }

    /** What is odd about the settings as a whole. */
    static List<Finding> ofSettings(List<Network> networks, Surroundings surroundings) {
        List<Finding> findings = new ArrayList<>();
        for (Network network : networks) {
            List<Subnet> known =
                    network.subnets().stream()
                            .filter(surroundings.subnets()::containsKey)
                            .map(surroundings.subnets()::get)
                            .toList();
            network.subnets().stream()
                    .filter(id -> !surroundings.subnets().containsKey(id))
                    .map(
                            id ->
                                    "Network '%s': subnet %s %s"
                                            .formatted(network.name(), id, surroundings.absent()))
                    .forEach(text -> findings.add(Finding.stop(text)));
            if (known.size() == network.subnets().size()) {
                Stream.of(Family.values())
                        .flatMap(family -> network.excluded(family).stream())
                        .filter(range -> known.stream().noneMatch(its -> overlaps(its, range)))
                        .map(
                                range ->
                                        "Network '%s': the pods' range %s lies outside of its subnets %s and keeps nothing free."
                                                .formatted(
                                                        network.name(),
                                                        range,
                                                        known.stream().map(Checks::title).toList()))
                        .forEach(text -> findings.add(Finding.warning(text)));
            }
        }
        return findings;
    }

    /** What is odd about a subnet and its networks. */
    static List<Finding> of(Ground ground) {
        Checks checks = new Checks(ground);
        checks.shared();
        for (Network network : ground.networks()) {
            for (Family family : Ground.families(network)) {
                checks.unprotected(network, family);
                checks.inhabited(network, family);
                checks.cut(network, family);
                checks.trespassed(network, family);
            }
            for (Family family : Family.values()) {
                checks.blocked(network, family);
            }
        }
        return checks.findings;
    }

    private void shared() {
        if (ground.networks().size() > 1) {
            warn(
                    "Networks %s share subnet %s: each node takes several of its addresses."
                            .formatted(
                                    ground.networks().stream()
                                            .map(network -> "'" + network.name() + "'")
                                            .collect(joining(", ")),
                                    title(ground.subnet())));
        }
    }

    private void unprotected(Network network, Family family) {
        for (Cidr range :
                AddressChecks.unprotected(
                        network, family, ground.subnet(), ground.reservations())) {
            warn(
                    "Network '%s': EC2 may choose addresses of the pods' range %s, because no explicit CIDR reservation of %s covers it. Reserve it."
                            .formatted(network.name(), range, title(ground.subnet())));
        }
    }

    /** By main addresses: further ones may well be the pods' own, put there to route them. */
    private void inhabited(Network network, Family family) {
        for (Cidr range : ground.podRanges(network, family)) {
            List<String> inside =
                    ground.interfaces().stream()
                            .filter(
                                    eni ->
                                            eni.addresses().stream()
                                                    .limit(1)
                                                    .anyMatch(range::contains))
                            .map(eni -> eni.id() + " at " + eni.addresses().getFirst())
                            .sorted()
                            .toList();
            if (!inside.isEmpty()) {
                warn(
                        "Network '%s': %d interface(s) sit in the pods' range %s of subnet %s: %s%s. Pods must not use their addresses."
                                .formatted(
                                        network.name(),
                                        inside.size(),
                                        range,
                                        ground.subnet().id(),
                                        inside.stream().limit(SHOWN).collect(joining(", ")),
                                        inside.size() > SHOWN ? ", ..." : ""));
            }
        }
    }

    /** Ranges for pods within what nodes take. */
    private void cut(Network network, Family family) {
        for (CidrReservation source : ground.sources(network, family)) {
            ground.podRanges(network, family).stream()
                    .filter(range -> range.overlaps(source.cidr()))
                    .forEach(
                            range ->
                                    warn(
                                            "Network '%s': the pods' range %s takes addresses away from the reservation %s that nodes use."
                                                    .formatted(network.name(), range, source)));
        }
    }

    /** Ranges that one network keeps for pods and another takes node addresses from. */
    private void trespassed(Network owner, Family family) {
        for (Cidr range : ground.podRanges(owner, family)) {
            AddressPool kept =
                    AddressPool.ofSubnet(ground.subnet().block(family).orElseThrow()).within(range);
            ground.networks().stream()
                    .filter(other -> !other.equals(owner))
                    .filter(other -> !(other.mode(family) instanceof AddressMode.None))
                    .filter(
                            other ->
                                    ground.territory(other, family)
                                            .meets(new Territory(List.of(kept))))
                    .forEach(
                            other ->
                                    warn(
                                            "Network '%s' may take addresses of %s, which network '%s' in the same subnet keeps for pods. Exclude it in both."
                                                    .formatted(other.name(), range, owner.name())));
        }
    }

    /** Single addresses where prefixes come from. */
    private void blocked(Network network, Family family) {
        BigInteger blocked = ground.blockedPrefixes(network, family);
        if (blocked.signum() > 0) {
            warn(
                    "Network '%s': %d of the /%d in %s of subnet %s cannot be delegated, because each has a single address in it. Move those interfaces."
                            .formatted(
                                    network.name(),
                                    blocked,
                                    PodPrefixes.length(family),
                                    ground.prefixSources(network, family),
                                    ground.subnet().id()));
        }
    }

    private void warn(String text) {
        findings.add(Finding.warning(text));
    }

    private static boolean overlaps(Subnet subnet, Cidr range) {
        return subnet.block(range.family()).stream().anyMatch(range::overlaps);
    }

    private static String title(Subnet subnet) {
        return subnet.id()
                + Stream.of(Family.values())
                        .flatMap(family -> subnet.block(family).stream())
                        .map(Cidr::toString)
                        .collect(joining(", ", " (", ")"));
    }
}

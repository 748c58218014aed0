package io.github.multusnodes.pods.plan;

import io.github.multusnodes.address.AddressPool;
import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.plan.Refusal.Reason;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which interface of the node an address of the pod belongs on. The MAC decides, for ipvlan has its
 * parent's; then the network; the subnet only where it leaves no choice.
 */
final class Choice {

    private final List<NodeEni> node;
    private final Predicate<NodeEni> open;

    /**
     * @param open whether an interface may be given addresses of pods at all
     */
    Choice(Collection<NodeEni> node, Predicate<NodeEni> open) {
        this.node = List.copyOf(node);
        this.open = open;
    }

    Place of(PodInterface its, Ip address) {
        return switch (choose(its, address)) {
            case Place.On(var eni) -> checked(its, address, eni);
            case Place.Nowhere nowhere -> nowhere;
        };
    }

    private Place choose(PodInterface its, Ip address) {
        Optional<NodeEni> byMac =
                its.mac()
                        .flatMap(
                                mac ->
                                        node.stream()
                                                .filter(eni -> eni.mac().equals(mac))
                                                .findFirst());
        if (byMac.isPresent()) {
            return new Place.On(byMac.get());
        }
        List<NodeEni> candidates =
                which(eni -> its.network().isEmpty() || eni.network().equals(its.network()));
        if (its.network().isPresent() && candidates.size() == 1) {
            return new Place.On(candidates.getFirst());
        }
        return bySubnet(its, address, candidates);
    }

    private Place bySubnet(PodInterface its, Ip address, List<NodeEni> candidates) {
        List<NodeEni> fitting =
                candidates.stream().filter(eni -> eni.blockOf(address).isPresent()).toList();
        return switch (fitting.size()) {
            case 1 -> new Place.On(fitting.getFirst());
            case 0 -> refuse(Reason.NO_INTERFACE, address, nobody(its, address));
            default ->
                    refuse(
                            Reason.AMBIGUOUS,
                            address,
                            ("%s of %s fits on each of %s, and its MAC address is none of"
                                            + " theirs: make it an ipvlan of one of them, or name"
                                            + " the network")
                                    .formatted(address, its.name(), ids(fitting)));
        };
    }

    private String nobody(PodInterface its, Ip address) {
        return ("%s of %s%s fits on no secondary interface of the node; there are %s: attach one in"
                        + " its subnet, or give the pod an address of theirs")
                .formatted(
                        address,
                        its.name(),
                        its.network().map(" in the network "::concat).orElse(""),
                        described(which(_ -> true)));
    }

    private Place checked(PodInterface its, Ip address, NodeEni eni) {
        if (eni.isPrimary()) {
            return refuse(
                    Reason.PRIMARY_INTERFACE,
                    address,
                    ("%s of %s belongs on %s, the primary interface of the node, which is left"
                                    + " alone: make it an ipvlan of one of %s")
                            .formatted(address, its.name(), eni.id(), described(which(_ -> true))));
        }
        Optional<NodeEni> owner =
                node.stream()
                        .filter(each -> each.primary().equals(Optional.of(address)))
                        .findFirst();
        if (owner.isPresent() && !isWhole(its, eni, owner.get())) {
            return refuse(
                    Reason.PRIMARY_ADDRESS,
                    address,
                    ("%s of %s is the primary address of %s: give the pod another one, and keep"
                                    + " primary addresses out of the range for pods")
                            .formatted(address, its.name(), owner.get().id()));
        }
        if (!open.test(eni)) {
            return refuse(
                    Reason.FOREIGN_INTERFACE,
                    address,
                    ("%s of %s belongs on %s, which was not made for a network of pods, or is not"
                                    + " known to EC2 yet: make it an ipvlan of one of %s")
                            .formatted(address, its.name(), eni.id(), described(which(_ -> true))));
        }
        return eni.hasForGood(address) ? new Place.On(eni) : inSubnet(its, address, eni);
    }

    /** Host-device gives a pod the interface itself, and with it the primary address. */
    private static boolean isWhole(PodInterface its, NodeEni eni, NodeEni owner) {
        return eni.id().equals(owner.id()) && its.mac().equals(Optional.of(eni.mac()));
    }

    private Place inSubnet(PodInterface its, Ip address, NodeEni eni) {
        Optional<Cidr> block = eni.blockOf(address);
        if (block.isEmpty()) {
            return refuse(
                    Reason.OUTSIDE_SUBNET,
                    address,
                    "%s of %s is no address of %s, whose subnet has %s: give the pod one of these"
                            .formatted(address, its.name(), eni.id(), eni.subnets()));
        }
        if (!AddressPool.ofSubnet(block.get()).contains(address)) {
            return refuse(
                    Reason.RESERVED,
                    address,
                    ("%s of %s is one of the first four addresses of %s or its last, which EC2"
                                    + " keeps: give the pod another one")
                            .formatted(address, its.name(), block.get()));
        }
        List<NodeEni> covering = node.stream().filter(other -> other.covers(address)).toList();
        return covering.isEmpty()
                ? new Place.On(eni)
                : refuse(
                        Reason.OTHER_PREFIX,
                        address,
                        ("%s of %s belongs on %s, but a prefix that has it is delegated to %s:"
                                        + " give the pod an address that no other interface has")
                                .formatted(address, its.name(), eni.id(), ids(covering)));
    }

    /** The primary interface is never one of them. */
    private List<NodeEni> which(Predicate<NodeEni> wanted) {
        return node.stream().filter(eni -> !eni.isPrimary()).filter(open).filter(wanted).toList();
    }

    private static Place refuse(Reason reason, Ip address, String text) {
        return new Place.Nowhere(new Refusal(reason, address, text));
    }

    private static String ids(List<NodeEni> enis) {
        return enis.stream().map(NodeEni::id).sorted().collect(Collectors.joining(", "));
    }

    private static String described(List<NodeEni> enis) {
        return enis.isEmpty()
                ? "none"
                : enis.stream()
                        .map(
                                eni ->
                                        eni.id()
                                                + eni.network().map(" of "::concat).orElse("")
                                                + " with "
                                                + eni.subnets())
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    /** Where an address belongs, or why nowhere. */
    sealed interface Place {
        record On(NodeEni eni) implements Place {}

        record Nowhere(Refusal refusal) implements Place {}
    }
}
